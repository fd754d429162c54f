package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.json.Truth;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestShell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What the guest agent tells of the machine that it runs in. */
final class GuestAgentView {
    /** How many file systems can be frozen. */
    static final int FILE_SYSTEMS = 2;

    private static final long MEMORY_BLOCK = 128L << 20;
    private static final long SHARE = 3;
    private static final List<String> COMMANDS = List.of("guest-exec", "guest-exec-status", "guest-file-close",
            "guest-file-open", "guest-file-read", "guest-file-write", "guest-fsfreeze-freeze",
            "guest-fsfreeze-status", "guest-fsfreeze-thaw", "guest-fstrim", "guest-get-fsinfo",
            "guest-get-host-name", "guest-get-memory-block-info", "guest-get-memory-blocks", "guest-get-osinfo",
            "guest-get-time", "guest-get-timezone", "guest-get-users", "guest-get-vcpus", "guest-info",
            "guest-network-get-interfaces", "guest-ping", "guest-set-user-password", "guest-shutdown",
            "guest-suspend-disk", "guest-suspend-hybrid", "guest-suspend-ram", "guest-sync");

    private GuestAgentView() {}

    static String hostname(Guest guest) {
        return guest.name();
    }

    static Object read(Call call, Guest guest, String command) {
        return switch (command) {
            case "get-host-name" -> Map.of("host-name", hostname(guest));
            case "get-osinfo" -> GuestShell.operatingSystem();
            case "get-time" -> call.now().toEpochMilli() * 1_000_000;
            case "get-timezone" -> Map.of("zone", "UTC", "offset", 0);
            case "get-vcpus" -> processors(guest);
            case "get-fsinfo" -> fileSystems(guest);
            case "get-memory-block-info" -> Map.of("size", MEMORY_BLOCK);
            case "get-memory-blocks" -> memoryBlocks(guest);
            case "network-get-interfaces" -> interfaces(guest);
            case "info" ->
                Map.of("version", "7.2.17", "supported_commands", COMMANDS.stream().map(name -> Map.of("name",
                        name, "enabled", new Truth(true), "success-response", new Truth(true))).toList());
            default -> List.of();
        };
    }

    static Object trimmed(Guest guest) {
        return Map.of("paths", List.of(Map.of("path", "/", "minimum", 0, "trimmed", guest.diskSize() / SHARE)));
    }

    private static Object processors(Guest guest) {
        return IntStream.range(0, guest.processors())
                .mapToObj(number -> Map.of("logical-id", number, "online", new Truth(true), "can-offline",
                        new Truth(number > 0)))
                .toList();
    }

    private static Object memoryBlocks(Guest guest) {
        return IntStream.range(0, (int) (guest.memory() / MEMORY_BLOCK))
                .mapToObj(number -> Map.of("phys-index", number, "online", new Truth(true), "can-offline",
                        new Truth(false)))
                .toList();
    }

    private static Object fileSystems(Guest guest) {
        long size = guest.diskSize();
        return List.of(
                Map.of("name", "sda1", "mountpoint", "/", "type", "ext4", "total-bytes", size, "used-bytes",
                        size / SHARE, "disk", List.of(disk())),
                Map.of("name", "sda15", "mountpoint", "/boot/efi", "type", "vfat", "total-bytes", 129_718_272,
                        "used-bytes", 12_380_160, "disk", List.of(disk())));
    }

    private static Map<String, Object> disk() {
        return Map.of("bus-type", "scsi", "bus", 0, "target", 0, "unit", 0, "dev", "/dev/sda1", "serial",
                "0QEMU_QEMU_HARDDISK_drive-scsi0", "pci-controller",
                Map.of("domain", 0, "bus", 9, "slot", 1, "function", 0));
    }

    private static Object interfaces(Guest guest) {
        List<Object> interfaces = new ArrayList<>();
        interfaces.add(networkInterface("lo", "00:00:00:00:00:00",
                List.of(address("127.0.0.1", "ipv4", 8), address("::1", "ipv6", 128))));
        List<String> cards = guest.config().entrySet().stream().filter(entry -> entry.getKey().matches("net\\d+"))
                .map(entry -> entry.getValue().toString()).toList();
        for (int number = 0; number < cards.size(); number++) {
            String mac = cards.get(number).replaceFirst("^[^=]*=([^,]*).*$", "$1").toLowerCase(Locale.ROOT);
            interfaces.add(networkInterface("eth" + number, mac,
                    List.of(address("10.10." + (20 + number) + "." + guest.vmid() % 254, "ipv4", 24))));
        }
        return interfaces;
    }

    private static Object networkInterface(String name, String mac, List<Map<String, Object>> addresses) {
        return Map.of("name", name, "hardware-address", mac, "ip-addresses", addresses,
                "statistics", Map.of("rx-bytes", 81_920, "rx-packets", 640, "rx-errs", 0, "rx-dropped", 0, "tx-bytes",
                        40_960, "tx-packets", 320, "tx-errs", 0, "tx-dropped", 0));
    }

    private static Map<String, Object> address(String address, String type, int prefix) {
        return Map.of("ip-address", address, "ip-address-type", type, "prefix", prefix);
    }
}
