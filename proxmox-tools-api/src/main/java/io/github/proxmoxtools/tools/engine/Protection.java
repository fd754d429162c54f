package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses to destroy a guest or a disk that somebody protected, before anything is sent or asked.
 *
 * <p>Proxmox VE refuses the same, but some of it only inside a task. Who may not read the configuration is left to the
 * server.
 */
final class Protection {
    private static final String OPTION = "protection";
    private static final Pattern DISK = Pattern
            .compile("(ide|sata|scsi|virtio|efidisk|tpmstate|unused|mp)\\d+|rootfs");
    /** The server's own ways to say it. */
    private static final Pattern YES = Pattern.compile("(?i)1|on|yes|true");

    private final Calls calls;
    private final Catalog catalog;
    private final Optional<GuestAddress> target;

    /**
     * Looks at the guests of one call.
     *
     * @param calls reads their configuration
     * @param catalog names the tool that lifts a protection
     * @param target the resolved guest, whose name is told
     */
    Protection(Calls calls, Catalog catalog, Optional<GuestAddress> target) {
        this.calls = calls;
        this.catalog = catalog;
        this.target = target;
    }

    void refuse(Job job) {
        job.writtenRequests().flatMap(write -> endangered(write).stream()).distinct().forEach(this::refuseIfProtected);
    }

    /** What would be lost of which guest; empty for everything that a protected guest lets be done. */
    private Optional<Loss> endangered(ApiRequest write) {
        Optional<GuestPath> path = GuestPath.of(write);
        if (path.isEmpty()) {
            return overwritten(write).or(() -> volume(write));
        }
        GuestAddress guest = path.get().guest();
        return switch (path.get().below()) {
            case "" -> Optional.of(new Loss(guest, "it")).filter(loss -> write.method() == HttpMethod.DELETE);
            case "config" -> disks(write, "delete").map(disks -> new Loss(guest, disks + " of it"));
            case "unlink" -> disks(write, "idlist").map(disks -> new Loss(guest, disks + " of it"));
            default -> Optional.empty();
        };
    }

    /** A restore with {@code force} replaces the guest that has the id. */
    private static Optional<Loss> overwritten(ApiRequest write) {
        List<String> path = ServedPath.of(write);
        boolean forced = write.method() == HttpMethod.POST && path.size() == 3 && path.get(0).equals("nodes")
                && values(write, "force").anyMatch(value -> YES.matcher(value).matches());
        Optional<String> vmid = values(write, "vmid").filter(id -> id.matches("\\d{1,9}")).findFirst();
        return vmid.filter(id -> forced).flatMap(id -> GuestPath.kind(path.get(2))
                .map(kind -> new Loss(new GuestAddress(kind, path.get(1), Long.parseLong(id), ""), "it")));
    }

    private Optional<Loss> volume(ApiRequest write) {
        return GuestVolume.deletedBy(write)
                .flatMap(volume -> volume.owner(calls).map(guest -> new Loss(guest, volume.name())));
    }

    private static Optional<String> disks(ApiRequest write, String parameter) {
        List<String> disks = values(write, parameter).flatMap(list -> Stream.of(list.split("[,;\\s]+")))
                .filter(option -> DISK.matcher(option).matches()).distinct().toList();
        return disks.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", disks));
    }

    private static Stream<String> values(ApiRequest write, String name) {
        return write.parameters().stream().filter(parameter -> parameter.name().equals(name)).map(Parameter::value);
    }

    private void refuseIfProtected(Loss loss) {
        Calls.Part config = calls.attempt(GuestPath.read(loss.guest(), "config"));
        if (config instanceof Calls.Part.Failed(ToolFailure failure) && !isForTheServerToSay(failure.kind())) {
            throw failure;
        }
        if (config instanceof Calls.Part.Came(Data came) && came.at(OPTION).flag()) {
            throw new Refusal(
                    target.filter(guest -> guest.vmid() == loss.guest().vmid()).orElse(loss.guest())
                            + " is protected, so " + loss.what()
                            + " cannot be deleted or overwritten; nothing was changed",
                    guidance(loss.guest()),
                    details(loss.guest()));
        }
    }

    /** Who may not read the configuration, or names what is not there, is told so by the call itself. */
    private static boolean isForTheServerToSay(FailureKind kind) {
        return kind == FailureKind.PERMISSION_DENIED || kind == FailureKind.NOT_FOUND;
    }

    private static Map<String, Object> details(GuestAddress guest) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("vmid", guest.vmid());
        details.put(OPTION, true);
        return details;
    }

    private String guidance(GuestAddress guest) {
        return "Somebody set this on purpose. Who wants it gone all the same lifts the protection first: "
                + lifting(guest.kind())
                        .map(tool -> tool.name() + " with vmid " + guest.vmid() + " and " + OPTION + " false.")
                        .orElse(OPTION + "=0 in its configuration.");
    }

    /** The loaded tool that declares the option where the guest's configuration is changed. */
    private Optional<Tool> lifting(GuestKind kind) {
        String path = "/nodes/{node}/" + kind.apiName() + "/{vmid}/config";
        return catalog.tools().stream().filter(tool -> tool.params().stream().anyMatch(Protection::isOption))
                .filter(tool -> tool.action().endpoints().stream().map(Endpoint::path).anyMatch(path::equals))
                .findFirst();
    }

    private static boolean isOption(Param<?> param) {
        return param.name().equals(OPTION);
    }

    /** Something of a guest that would be gone. */
    private record Loss(GuestAddress guest, String what) {}
}
