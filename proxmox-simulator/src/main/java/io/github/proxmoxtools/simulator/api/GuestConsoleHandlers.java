package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Digests;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tickets for consoles, and what reaches a machine past its network. */
final class GuestConsoleHandlers {
    private static final Duration UNUSED = Duration.ofSeconds(10);
    private static final int FIRST_PORT = 5900;
    private static final int PORTS = 100;
    private static final int SPICE_PORT = 61_000;
    private static final String CERTIFICATE = """
                                              -----BEGIN CERTIFICATE-----
                                              c2ltdWxhdGVk
                                              -----END CERTIFICATE-----
                                              """;

    private GuestConsoleHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            registry.post(Guests.one(kind) + "/vncproxy", call -> screen(call, kind));
            registry.post(Guests.one(kind) + "/termproxy", call -> terminal(call, kind));
            registry.post(Guests.one(kind) + "/spiceproxy", call -> spice(call, kind));
        }
        registry.post(Guests.one(Kind.QEMU) + "/monitor", GuestConsoleHandlers::monitor);
        registry.put(Guests.one(Kind.QEMU) + "/sendkey", GuestConsoleHandlers::sendKey);
        registry.post(Guests.one(Kind.QEMU) + "/dbus-vmstate", GuestConsoleHandlers::toggleState);
    }

    private static Object screen(Call call, Kind kind) {
        Guests.require(call, kind);
        Row row = ticket(call, "vncproxy", "PVEVNC").with("cert", CERTIFICATE);
        return call.params().flag("generate-password")
                ? row.with("password", UUID.randomUUID().toString().substring(0, 8)).fields()
                : row.fields();
    }

    private static Object terminal(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        boolean hasTerminal = kind == Kind.LXC || String.valueOf(guest.config().get("vga")).startsWith("serial")
                || guest.config().keySet().stream().anyMatch(key -> key.matches("serial\\d"));
        if (!hasTerminal) {
            throw ApiError.died("unable to find a serial interface");
        }
        return ticket(call, "vncproxy", "PVEVNC").fields();
    }

    private static Row ticket(Call call, String task, String prefix) {
        String upid = call.task(task, Integer.toString(call.vmid()), null, TaskWork.lasting(UNUSED, log -> {}));
        int port = FIRST_PORT + Math.floorMod(upid.hashCode(), PORTS);
        return new Row().with("user", call.caller().who()).with("ticket", prefix + ":"
                + String.format(Locale.ROOT, "%08X", call.now().getEpochSecond()) + "::"
                + Base64.getEncoder().encodeToString(upid.getBytes(StandardCharsets.UTF_8)))
                .with("port", Integer.toString(port)).with("upid", upid);
    }

    private static Object spice(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        if (!guest.runs()) {
            throw ApiError.died(kind.word() + " " + guest.vmid() + " not running");
        }
        if (kind == Kind.QEMU && !String.valueOf(guest.config().get("vga")).startsWith("qxl")) {
            throw ApiError.died("no spice port");
        }
        String proxy = call.params().find("proxy").orElse(call.node());
        return new Row().with("type", "spice").with("title", kind.word() + " " + guest.vmid() + " - " + guest.name())
                .with("host", proxyTicket(call, guest)).with("proxy", "http://" + proxy + ":3128")
                .with("tls-port", SPICE_PORT).with("password", UUID.randomUUID().toString().replace("-", ""))
                .with("ca", CERTIFICATE.replace("\n", "\\n")).with("delete-this-file", 1)
                .with("secure-attention", "Ctrl+Alt+Ins").with("toggle-fullscreen", "Shift+F11")
                .with("release-cursor", "Ctrl+Alt+R").with("host-subject",
                        "OU=PVE Cluster Node,O=Proxmox Virtual Environment,CN=" + call.node())
                .fields();
    }

    /** What the viewer asks the proxy for: signed and with its time, in small letters only. */
    private static String proxyTicket(Call call, Guest guest) {
        String plain = String.format(Locale.ROOT, "pvespiceproxy:%08x:%d:%s:%d", call.now().getEpochSecond(),
                guest.vmid(), call.node(), SPICE_PORT);
        return plain + "::" + Digests.of(plain);
    }

    /** Errors are part of the monitor's own text. */
    private static Object monitor(Call call) {
        Guest guest = Guests.require(call, Kind.QEMU);
        if (!guest.runs()) {
            return "ERROR: VM " + guest.vmid() + " not running\n";
        }
        String command = call.params().get("command").strip();
        return switch (command) {
            case "info status" -> "VM status: " + (guest.isPaused() ? "paused" : "running") + "\r\n";
            case "info name" -> guest.name() + "\r\n";
            case "info version" -> call.cluster().profile().qemuVersion() + "pve-qemu-kvm\r\n";
            case "info uuid" -> String.valueOf(guest.config().getOrDefault("smbios1", "uuid="))
                    .replaceFirst("uuid=([^,]*).*", "$1") + "\r\n";
            default -> command.startsWith("info ")
                    ? ""
                    : "unknown command: '" + command.split("\\s", 2)[0] + "'\r\n";
        };
    }

    private static @Nullable Object sendKey(Call call) {
        Guests.requireRootFor(call, "skiplock");
        Guests.requireNoLock(call, Guests.require(call, Kind.QEMU));
        Guests.requireRunning(call, Kind.QEMU);
        return null;
    }

    private static @Nullable Object toggleState(Call call) {
        if (Guests.running(call, Kind.QEMU).isEmpty()) {
            throw ApiError.died("VM " + call.vmid() + " not running locally");
        }
        return null;
    }
}
