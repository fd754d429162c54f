package io.github.proxmoxtools.cli.guest;

import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The screen of a guest by SPICE: what virt-viewer must know to open it, once and soon. */
final class SpiceScreen {
    /** What the server says of a VM whose display is of another kind. */
    private static final String NO_DISPLAY = "no spice port";

    private final Session session;
    private final GuestAddress guest;

    SpiceScreen(Session session, GuestAddress guest) {
        this.session = session;
        this.guest = guest;
    }

    /**
     * Asks for a one-time password, and gives it with what belongs to it.
     *
     * @return a file of virt-viewer
     */
    String viewerFile() {
        refuseStopped();
        Map<String, @Nullable Object> answer = answer();
        StringBuilder text = new StringBuilder("[virt-viewer]\n");
        answer.forEach((key, value) -> text.append(line(key, String.valueOf(value))));
        return text.toString();
    }

    private void refuseStopped() {
        Object status = session.facts().statusNow(guest).get("status");
        if (!"running".equals(status)) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, label() + " is " + CellText.clean(String.valueOf(status))
                    + ": there is no screen to look at", "Start it: proxmox " + noun() + " start " + guest.vmid(),
                    Map.of());
        }
    }

    private Map<String, @Nullable Object> answer() {
        ApiPath path = ApiPath.expand("/nodes/{node}/" + guest.kind().apiName() + "/{vmid}/spiceproxy",
                Map.of("node", guest.node(), "vmid", Long.toString(guest.vmid())));
        try {
            return session.send(ApiRequest.post(path, Parameter.of("proxy", host(session.address())))).fields();
        } catch (ToolFailure failure) {
            throw failure.error().contains(NO_DISPLAY) ? withoutDisplay() : failure;
        }
    }

    /** The proxy runs on every node; the one that answers here can be reached from here. */
    static String host(String address) {
        String host = address.substring(0, address.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private InvalidCall withoutDisplay() {
        return new InvalidCall(FailureKind.BAD_ARGUMENT, label() + " has no SPICE display",
                "Give it one, and start it anew (a reboot of the system inside is not enough): proxmox vm update "
                        + guest.vmid() + " --set vga=qxl",
                Map.of());
    }

    private String label() {
        return (guest.kind() == GuestKind.VM ? "VM " : "Container ") + guest.vmid();
    }

    private String noun() {
        return guest.kind() == GuestKind.VM ? "vm" : "lxc";
    }

    /** A line break would begin a setting that the server did not mean. */
    private static String line(String key, String value) {
        if ((key + value).chars().anyMatch(Character::isISOControl)) {
            throw new InvalidCall(FailureKind.MALFORMED_ANSWER, "The server's answer for virt-viewer has line breaks "
                    + "where none belong; nothing was written", "", Map.of());
        }
        return key + "=" + value + "\n";
    }
}
