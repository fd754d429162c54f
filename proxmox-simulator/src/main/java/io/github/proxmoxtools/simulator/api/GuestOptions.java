package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiParameter;
import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a call's parameters into options of a guest: types, new disks, hardware addresses. */
final class GuestOptions {
    private static final Pattern NEW_DISK = Pattern.compile("(?:file=|volume=)?([^:,]+):(\\d+(?:\\.\\d+)?)(,.*)?");
    private static final Pattern CARD_WITHOUT_ADDRESS = Pattern
            .compile("(virtio|e1000e?|rtl8139|vmxnet3|i82551|i82557b|i82559er|ne2k_isa|ne2k_pci|pcnet)(,.*|$)");
    private static final String STANDARD_ROOT_DISK_GIBIBYTES = "4";

    private final Call call;
    private final Guest guest;
    private final List<String> createdVolumes = new ArrayList<>();

    GuestOptions(Call call, Guest guest) {
        this.call = call;
        this.guest = guest;
    }

    void set(String key, String value) {
        guest.set(key, typed(key, value));
    }

    void setPending(String key, String value) {
        guest.setPending(key, typed(key, value));
    }

    /** What the creation has to tell in its task's log. */
    List<String> createdVolumes() {
        return createdVolumes;
    }

    void addDefaults() {
        long now = call.now().getEpochSecond();
        if (guest.kind() == Kind.QEMU) {
            setIfAbsent("smbios1", "uuid=" + UUID.randomUUID());
            setIfAbsent("vmgenid", UUID.randomUUID().toString());
            setIfAbsent("meta", "creation-qemu=10.0.2,ctime=" + now);
            setIfAbsent("boot", " ");
            return;
        }
        setIfAbsent("hostname", "CT" + guest.vmid());
        setIfAbsent("arch", "amd64");
        setIfAbsent("ostype", call.params().text("ostemplate").contains("alpine") ? "alpine" : "debian");
        setIfAbsent("memory", 512);
        setIfAbsent("swap", 512);
        if (!guest.config().containsKey("rootfs")) {
            String storage = call.params().find("storage").orElse("local");
            set("rootfs", storage + ":" + STANDARD_ROOT_DISK_GIBIBYTES);
        }
    }

    private void setIfAbsent(String key, Object value) {
        if (!guest.config().containsKey(key)) {
            guest.set(key, value);
        }
    }

    private Object typed(String key, String value) {
        if (Disk.isDiskKey(key)) {
            return disk(key, value);
        }
        if (key.matches("net\\d+")) {
            return networkCard(value);
        }
        ApiKind kind = call.method().parameter(key).map(ApiParameter::type).orElse(ApiKind.TEXT);
        boolean isNumber = kind == ApiKind.INTEGER || kind == ApiKind.BOOLEAN;
        return isNumber ? (Object) Long.valueOf(value.strip()) : value;
    }

    private String networkCard(String value) {
        String address = String.format(Locale.ROOT, "BC:24:11:%02X:%02X:%02X", guest.vmid() / 256 % 256,
                guest.vmid() % 256, Math.floorMod(value.hashCode(), 256));
        Matcher match = CARD_WITHOUT_ADDRESS.matcher(value);
        if (match.matches()) {
            return match.group(1) + "=" + address + match.group(2);
        }
        boolean isContainers = guest.kind() == Kind.LXC && !value.contains("hwaddr=");
        return isContainers ? value + ",hwaddr=" + address + ",type=veth" : value;
    }

    private String disk(String key, String value) {
        if (value.contains("import-from=/") && !call.caller().isRoot()) {
            throw ApiError.died(
                    "Only root can pass arbitrary filesystem paths. at /usr/share/perl5/PVE/Storage.pm line 651.");
        }
        requireStorage(value);
        Matcher match = NEW_DISK.matcher(value);
        Storage storage = match.matches() ? call.cluster().storages().get(match.group(1)) : null;
        if (storage == null) {
            return value;
        }
        String format = storage.type().equals("dir") || storage.type().equals("nfs") ? "qcow2" : "raw";
        String volume = freeName(storage, format);
        String options = match.group(3) == null ? "" : match.group(3);
        String created = storage.id() + ":" + volume + options + ",size=" + match.group(2) + "G";
        Disk.parse(created).ifPresent(disk -> storage.put(Volume.disk(disk, guest, format, call.now())));
        createdVolumes.add(key + ": successfully created disk '" + created + "'");
        return created;
    }

    private void requireStorage(String value) {
        Optional<Disk> disk = Disk.parse(value);
        if (disk.isPresent() && !value.startsWith("/")
                && !call.cluster().storages().containsKey(disk.get().storage())) {
            throw ApiError.died("storage '" + disk.get().storage() + "' does not exist");
        }
    }

    private String freeName(Storage storage, String format) {
        List<String> taken = storage.volumes(call.node()).stream().map(Volume::volid).toList();
        for (int number = 0;; number++) {
            String plain = "vm-" + guest.vmid() + "-disk-" + number;
            String name = format.equals("qcow2") ? guest.vmid() + "/" + plain + ".qcow2" : plain;
            if (!taken.contains(storage.id() + ":" + name)) {
                return name;
            }
        }
    }
}
