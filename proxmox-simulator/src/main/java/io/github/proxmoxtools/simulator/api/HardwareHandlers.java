package io.github.proxmoxtools.simulator.api;

import java.util.List;

/** The devices in a node. */
final class HardwareHandlers {
    private static final List<Device> DEVICES = List.of(
            new Device("0000:00:00.0", "0x060000", "0x1022", "Advanced Micro Devices, Inc. [AMD]", "0x1480",
                    "Starship/Matisse Root Complex", -1),
            new Device("0000:01:00.0", "0x020000", "0x8086", "Intel Corporation", "0x1521",
                    "I350 Gigabit Network Connection", 14),
            new Device("0000:41:00.0", "0x010802", "0x144d", "Samsung Electronics Co Ltd", "0xa824",
                    "NVMe SSD Controller PM173X", 27),
            new Device("0000:81:00.0", "0x030000", "0x10de", "NVIDIA Corporation", "0x1eb8", "TU104GL [Tesla T4]",
                    41));
    private static final List<String> USUALLY_HIDDEN = List.of("05", "06", "0b");

    private record Device(String id, String type, String vendor, String vendorName, String device, String deviceName,
            int group) {}

    private HardwareHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/hardware", call -> Directory.of("type", "pci", "usb"));
        registry.get("/nodes/{node}/hardware/pci", HardwareHandlers::pci);
        registry.get("/nodes/{node}/hardware/pci/{pciid}", call -> Directory.of("method", "mdev"));
        registry.get("/nodes/{node}/hardware/pci/{pci-id-or-mapping}", call -> Directory.of("method", "mdev"));
        registry.get("/nodes/{node}/hardware/pci/{pciid}/mdev", call -> List.of());
        registry.get("/nodes/{node}/hardware/pci/{pci-id-or-mapping}/mdev", call -> List.of());
        registry.get("/nodes/{node}/hardware/usb", HardwareHandlers::usb);
        String capabilities = "/nodes/{node}/capabilities";
        registry.get(capabilities + "/qemu/cpu", HardwareHandlers::processors);
        registry.get(capabilities + "/qemu/machines", HardwareHandlers::machines);
        registry.get(capabilities + "/qemu/migration", call -> new Row().with("has-dbus-vmstate", 1).fields());
    }

    private static Object pci(Call call) {
        List<String> hidden = call.params().has("pci-class-blacklist")
                ? call.params().list("pci-class-blacklist")
                : USUALLY_HIDDEN;
        return DEVICES.stream().filter(device -> hidden.stream().noneMatch(
                prefix -> device.type().substring(2).startsWith(prefix))).map(device -> row(call, device)).toList();
    }

    private static Object row(Call call, Device device) {
        Row row = new Row().with("id", device.id()).with("class", device.type()).with("vendor", device.vendor())
                .with("device", device.device()).with("iommugroup", device.group());
        return call.params().flag("verbose", true)
                ? row.with("vendor_name", device.vendorName()).with("device_name", device.deviceName()).fields()
                : row.fields();
    }

    private static Object usb(Call call) {
        Row hub = new Row().with("busnum", 1).with("devnum", 1).with("port", 0).with("class", 9).with("level", 0)
                .with("vendid", "1d6b").with("prodid", "0002").with("speed", "480")
                .with("manufacturer", "Linux " + call.cluster().profile().kernel() + " xhci-hcd")
                .with("product", "xHCI Host Controller").with("serial", "0000:02:00.0");
        Row stick = new Row().with("busnum", 1).with("devnum", 2).with("port", 1).with("usbpath", "1").with("class", 0)
                .with("level", 1).with("vendid", "0781").with("prodid", "5583").with("speed", "480")
                .with("manufacturer", "SanDisk").with("product", "Ultra Fit").with("serial", "4C5300012208");
        return List.of(hub.fields(), stick.fields());
    }

    private static Object processors(Call call) {
        return List.of(processor("host", "default"), processor("kvm64", "default"),
                processor("x86-64-v2-AES", "default"), processor("x86-64-v3", "default"),
                processor("EPYC-Rome", "AuthenticAMD"), processor("EPYC-Milan", "AuthenticAMD"),
                processor("Skylake-Server", "GenuineIntel"), processor("Icelake-Server", "GenuineIntel"));
    }

    private static Object processor(String name, String vendor) {
        return new Row().with("name", name).with("vendor", vendor).with("custom", 0).fields();
    }

    private static Object machines(Call call) {
        List<String> versions = switch (call.cluster().profile()) {
            case PVE_7_4 -> List.of("7.2", "7.1", "7.0", "6.2");
            case PVE_8_4 -> List.of("9.2+pve1", "9.2", "9.0", "8.2");
            case PVE_9_2 -> List.of("10.2+pve1", "10.2", "10.1", "10.0+pve1");
        };
        return List.of("i440fx", "q35").stream().flatMap(type -> versions.stream().map(version -> new Row()
                .with("id", "pc-" + type + "-" + version).with("type", type).with("version", version).fields()))
                .toList();
    }
}
