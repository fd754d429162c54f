package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.PropertyString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What cloud-init is told of a virtual machine. */
final class GuestCloudInitHandlers {
    private static final String OPTIONS = "ciuser|cipassword|citype|cicustom|ciupgrade|sshkeys|nameserver|"
            + "searchdomain|name|ipconfig\\d+|net\\d+";

    private GuestCloudInitHandlers() {}

    static void register(Registry registry) {
        registry.get(Guests.one(Kind.QEMU) + "/cloudinit", GuestCloudInitHandlers::pending);
        registry.put(Guests.one(Kind.QEMU) + "/cloudinit", GuestCloudInitHandlers::regenerate);
        registry.get(Guests.one(Kind.QEMU) + "/cloudinit/dump", GuestCloudInitHandlers::dump);
    }

    /** The options as the drive has them, and as the next drive would have them. */
    private static Object pending(Call call) {
        Guest guest = Guests.require(call, Kind.QEMU);
        Map<String, Object> present = options(guest);
        Map<String, Object> written = guest.cloudInit().orElse(drive(guest).isPresent() ? present : Map.of());
        TreeSet<String> keys = new TreeSet<>(present.keySet());
        keys.addAll(written.keySet());
        List<Object> rows = new ArrayList<>();
        for (String key : keys) {
            Row row = new Row().with("key", key);
            Object old = written.get(key);
            Object next = present.get(key);
            if (old != null) {
                row.with("value", old);
            }
            if (next == null) {
                row.with("delete", 1);
            } else if (!next.equals(old)) {
                row.with("pending", next);
            }
            rows.add(row.fields());
        }
        return rows;
    }

    private static Map<String, Object> options(Guest guest) {
        Map<String, Object> options = new TreeMap<>(guest.config());
        options.keySet().removeIf(key -> !key.matches(OPTIONS));
        options.computeIfPresent("cipassword", (key, value) -> "**********");
        return options;
    }

    private static Optional<String> drive(Guest guest) {
        return guest.config().entrySet().stream().filter(entry -> entry.getValue().toString().contains("-cloudinit"))
                .map(Map.Entry::getKey).findFirst();
    }

    private static @Nullable Object regenerate(Call call) {
        Guest guest = Guests.require(call, Kind.QEMU);
        Guests.requireUnlocked(call, guest);
        if (drive(guest).isEmpty()) {
            throw ApiError.died("No cloudinit drive found");
        }
        guest.setCloudInit(options(guest));
        return null;
    }

    private static Object dump(Call call) {
        Guest guest = Guests.require(call, Kind.QEMU);
        return switch (call.params().get("type")) {
            case "user" -> user(guest);
            case "network" -> network(guest);
            default -> "instance-id: " + guest.digest() + "\n";
        };
    }

    private static String user(Guest guest) {
        var text = new StringBuilder("#cloud-config\nhostname: " + guest.name() + "\nmanage_etc_hosts: true\nfqdn: "
                + guest.name() + "\n");
        option(guest, "ciuser").ifPresent(user -> text.append("user: ").append(user).append('\n'));
        option(guest, "cipassword").ifPresent(password -> text.append("password: $5$").append(
                Integer.toHexString(password.hashCode())).append("\n"));
        option(guest, "sshkeys").ifPresent(keys -> {
            text.append("ssh_authorized_keys:\n");
            URLDecoder.decode(keys.replace("+", "%2B"), StandardCharsets.UTF_8).lines()
                    .forEach(key -> text.append("  - ").append(key).append('\n'));
        });
        text.append("chpasswd:\n  expire: False\n");
        if (!option(guest, "ciuser").filter("root"::equals).isPresent()) {
            text.append("users:\n  - default\n");
        }
        boolean upgrades = !option(guest, "ciupgrade").filter("0"::equals).isPresent();
        return text + (upgrades ? "package_upgrade: true\n" : "");
    }

    private static Optional<String> option(Guest guest, String key) {
        return Optional.ofNullable(guest.config().get(key)).map(Object::toString);
    }

    private static String network(Guest guest) {
        var text = new StringBuilder("version: 1\nconfig:\n");
        guest.config().forEach((key, value) -> {
            if (key.matches("net\\d+")) {
                String number = key.substring(3);
                String mac = value.toString().replaceFirst("^[^=]*=([^,]*).*$", "$1");
                text.append("    - type: physical\n      name: eth").append(number).append("\n      mac_address: '")
                        .append(mac.toLowerCase(Locale.ROOT)).append("'\n      subnets:\n");
                text.append(subnet(option(guest, "ipconfig" + number).orElse("ip=dhcp")));
            }
        });
        option(guest, "nameserver").ifPresent(server -> text.append("    - type: nameserver\n      address:\n      - '")
                .append(server).append("'\n"));
        option(guest, "searchdomain").ifPresent(domain -> text.append("      search:\n      - '").append(domain)
                .append("'\n"));
        return text.toString();
    }

    private static String subnet(String ipconfig) {
        PropertyString settings = PropertyString.parse(ipconfig, "ip");
        String ip = settings.find("ip").orElse("dhcp");
        if (ip.equals("dhcp")) {
            return "      - type: dhcp4\n";
        }
        return "      - type: static\n        address: '" + ip.replaceFirst("/.*", "") + "'\n        netmask: '"
                + netmask(ip) + "'\n" + settings.find("gw").map(gateway -> "        gateway: '" + gateway + "'\n")
                        .orElse("");
    }

    private static String netmask(String cidr) {
        int bits = cidr.contains("/") ? Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1)) : 32;
        long mask = bits == 0 ? 0 : 0xFFFF_FFFFL << (32 - bits);
        return (mask >> 24 & 255) + "." + (mask >> 16 & 255) + "." + (mask >> 8 & 255) + "." + (mask & 255);
    }
}
