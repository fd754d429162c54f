package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a call's parameters into options of a guest: types, new disks, hardware addresses. */
final class GuestOptions {
    private static final String STANDARD_ROOT_DISK_GIBIBYTES = "4";

    private final Call call;
    private final Guest guest;
    private final GuestValues values;
    private final GuestDrives drives;

    GuestOptions(Call call, Guest guest) {
        this.call = call;
        this.guest = guest;
        this.values = new GuestValues(call, guest);
        this.drives = new GuestDrives(call, guest);
    }

    /** Makes of a parameter what the configuration will hold; disks are allocated at once. */
    Object made(String key, String text, Consumer<String> log) {
        return Disk.isDiskKey(key) ? drives.attach(key, text, log) : values.value(key, text);
    }

    /** An empty text is what no configuration file can hold. */
    void set(String key, String text, Consumer<String> log) {
        Object value = made(key, text, log);
        if (value.equals("")) {
            guest.unset(key);
        } else {
            guest.set(key, value);
        }
    }

    void setAll(Map<String, String> options, Consumer<String> log) {
        new TreeMap<>(options).forEach((key, text) -> set(key, text, log));
    }

    void addDefaults(Consumer<String> log) {
        if (guest.kind() == Kind.QEMU) {
            addMachineDefaults();
        } else {
            addContainerDefaults(log);
        }
    }

    private void addMachineDefaults() {
        setIfAbsent("smbios1", "uuid=" + UUID.randomUUID());
        setIfAbsent("vmgenid", UUID.randomUUID().toString());
        setIfAbsent("meta", "creation-qemu=" + call.cluster().profile().qemuVersion() + ",ctime="
                + call.now().getEpochSecond());
        setIfAbsent("boot", bootOrder());
    }

    /** The first disk, CD drive and network card. */
    private String bootOrder() {
        Stream<String> devices = Stream.of(first("(ide|scsi|virtio|sata)\\d+", false),
                first("(ide|scsi|virtio|sata)\\d+", true), first("net\\d+", false));
        String order = devices.filter(device -> !device.isEmpty()).collect(Collectors.joining(";"));
        return order.isEmpty() ? " " : "order=" + order;
    }

    private String first(String keys, boolean isCdrom) {
        return guest.config().entrySet().stream().filter(entry -> entry.getKey().matches(keys))
                .filter(entry -> entry.getValue().toString().contains("media=cdrom") == isCdrom)
                .map(Map.Entry::getKey).findFirst().orElse("");
    }

    private void addContainerDefaults(Consumer<String> log) {
        setIfAbsent("hostname", "CT" + guest.vmid());
        setIfAbsent("arch", "amd64");
        setIfAbsent("ostype", call.params().text("ostemplate").contains("alpine") ? "alpine" : "debian");
        setIfAbsent("memory", 512);
        setIfAbsent("swap", 512);
        if (!guest.config().containsKey("rootfs")) {
            String storage = call.params().find("storage").orElse("local");
            set("rootfs", storage + ":" + STANDARD_ROOT_DISK_GIBIBYTES, log);
        }
    }

    private void setIfAbsent(String key, Object value) {
        if (!guest.config().containsKey(key)) {
            guest.set(key, value);
        }
    }
}
