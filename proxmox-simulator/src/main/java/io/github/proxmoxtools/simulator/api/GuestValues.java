package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiParameter;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.PropertyString;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Writes options other than disks as the server keeps them. */
final class GuestValues {
    private static final Set<String> MODELS = Set.of("virtio", "e1000", "e1000-82540em", "e1000-82544gc",
            "e1000-82545em", "e1000e", "i82551", "i82557b", "i82559er", "ne2k_isa", "ne2k_pci", "pcnet", "rtl8139",
            "vmxnet3");
    private static final int OCTETS = 1 << 24;

    private final Call call;
    private final Guest guest;

    GuestValues(Call call, Guest guest) {
        this.call = call;
        this.guest = guest;
    }

    Object value(String key, String text) {
        if (key.matches("net\\d+")) {
            return guest.kind() == Kind.QEMU ? networkCard(key, text) : networkInterface(key, text);
        }
        return switch (key) {
            case "tags" -> tags(text);
            case "vmgenid" -> text.equals("1") ? UUID.randomUUID().toString() : text;
            case "smbios1" -> text.contains("uuid=") ? text : text + ",uuid=" + UUID.randomUUID();
            // The file's comment lines, in which it is kept, all end.
            case "description" -> guest.kind() == Kind.LXC && !text.endsWith("\n") ? text + "\n" : text;
            default -> typed(key, text);
        };
    }

    private Object typed(String key, String text) {
        ApiKind kind = call.method().parameter(key).map(ApiParameter::type).orElse(ApiKind.TEXT);
        boolean isNumber = kind == ApiKind.INTEGER || kind == ApiKind.BOOLEAN;
        return isNumber ? (Object) Long.valueOf(text.strip()) : text;
    }

    private static String tags(String text) {
        return String.join(";", new TreeSet<>(Arrays.stream(text.split("[,;\\s]+")).filter(tag -> !tag.isEmpty())
                .map(tag -> tag.toLowerCase(Locale.ROOT)).toList()));
    }

    private String networkCard(String key, String text) {
        PropertyString card = PropertyString.parse(text, "model");
        String model = card.values().keySet().stream().filter(MODELS::contains).findFirst()
                .or(() -> card.find("model")).orElse("virtio");
        String address = card.find(model).or(() -> card.find("macaddr")).orElseGet(() -> freeAddress(key));
        String rest = card.without(model, "model", "macaddr").print("");
        return model + "=" + address.toUpperCase(Locale.ROOT) + (rest.isEmpty() ? "" : "," + rest);
    }

    private String networkInterface(String key, String text) {
        PropertyString net = PropertyString.parse(text, "name");
        String address = net.find("hwaddr").map(mac -> mac.toUpperCase(Locale.ROOT)).orElseGet(() -> freeAddress(key));
        return net.with("hwaddr", address).with("type", net.find("type").orElse("veth")).print("", "name");
    }

    /** A hardware address that no guest of the cluster has; a card that is set again keeps its own. */
    String freeAddress(String key) {
        String taken = call.cluster().guests().values().stream().map(other -> other.config().toString())
                .reduce("", String::concat);
        for (int number = Math.floorMod(guest.vmid() * 257 + key.hashCode(), OCTETS);; number++) {
            String address = String.format(Locale.ROOT, "BC:24:11:%02X:%02X:%02X", number >> 16 & 255,
                    number >> 8 & 255, number & 255);
            if (!taken.contains(address)) {
                return address;
            }
        }
    }
}
