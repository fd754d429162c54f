package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fills a cluster with what a small company would have on it. */
public final class DemoSeed {
    private static final long GIBIBYTE = 1L << 30;
    private static final Duration AGE = Duration.ofDays(40);
    private static final int FIRST_OF_MANY = 1000;
    private static final List<String> STAGES = List.of("prod", "prod", "test", "dev");
    private static final List<String> ROLES = List.of("web", "db", "cache", "queue", "build", "mail", "proxy", "ldap",
            "files", "metrics", "desktop");

    private final Cluster cluster;
    private final List<String> nodes;
    private final Instant now;

    private DemoSeed(Cluster cluster) {
        this.cluster = cluster;
        this.nodes = cluster.nodes().stream().map(Node::name).toList();
        this.now = cluster.now();
    }

    /**
     * Fills a cluster with as many guests as a small company has.
     *
     * @param cluster the cluster, still without guests
     */
    public static void fill(Cluster cluster) {
        fill(cluster, -1);
    }

    /**
     * Fills a cluster.
     *
     * @param cluster the cluster, still without guests
     * @param guests how many there are to be; as many as a small company has when it is negative
     */
    public static void fill(Cluster cluster, int guests) {
        cluster.look(() -> {
            var seed = new DemoSeed(cluster);
            cluster.nodes().forEach(node -> cluster.system(node).furnish());
            seed.addStorages();
            seed.addVirtualMachines();
            seed.addContainers();
            seed.addPeople();
            seed.addPools();
            if (guests >= 0) {
                seed.adjust(guests);
            }
            return cluster;
        });
    }

    private void adjust(int wanted) {
        List<Integer> vmids = List.copyOf(cluster.guests().keySet());
        vmids.stream().skip(wanted).forEach(vmid -> {
            cluster.guests().remove(vmid);
            cluster.storages().values().forEach(storage -> storage.removeDisksOf(vmid));
            cluster.pools().values().forEach(pool -> pool.guests().remove(vmid));
        });
        for (int index = 0; index < wanted - vmids.size(); index++) {
            addOneOfMany(FIRST_OF_MANY + index, index);
        }
    }

    private void addOneOfMany(int vmid, int index) {
        String stage = STAGES.get(index % 7 % STAGES.size());
        String role = ROLES.get(index * 5 % ROLES.size());
        String name = role + "-" + stage + "-" + String.format(Locale.ROOT, "%04d", index + 1);
        boolean runs = index % 10 < (stage.equals("prod") ? 9 : 6);
        int size = index % 4;
        if (index % 3 == 2) {
            container(vmid, index, name, 1 + size % 2, 512 << size, 4 << size, role + ";" + stage, runs);
            return;
        }
        Guest machine = virtualMachine(vmid, index, name, 1 << size, 2048 << size, 16 << size, role + ";" + stage,
                runs && index % 97 != 0);
        if (index % 97 == 0) {
            machine.set("template", 1);
        } else if (index % 211 == 0) {
            machine.set("lock", "backup");
        }
    }

    private String node(int index) {
        return nodes.get(index % nodes.size());
    }

    private void addStorages() {
        addStorage("local", "dir", 96, Map.of("path", "/var/lib/vz", "content", "iso,vztmpl,backup"));
        addStorage("local-lvm", "lvmthin", 340,
                Map.of("vgname", "pve", "thinpool", "data", "content", "images,rootdir"));
        addStorage("nfs-backup", "nfs", 4096, Map.of("server", "10.10.10.5", "export", "/srv/backup", "path",
                "/mnt/pve/nfs-backup", "content", "iso,vztmpl,backup", "prune-backups", "keep-last=3,keep-weekly=2"));
        addStorage("ceph-vm", "rbd", 2048, Map.of("pool", "vm", "krbd", 0, "content", "images,rootdir"));
        addFiles();
    }

    private void addStorage(String id, String type, int gibibytes, Map<String, Object> options) {
        var storage = new Storage(id, type, gibibytes * GIBIBYTE);
        storage.options().putAll(options);
        cluster.storages().put(id, storage);
    }

    private void addFiles() {
        addFile("nfs-backup", "iso/debian-13.1.0-amd64-netinst.iso", "iso", "iso", 783_286_272L);
        addFile("nfs-backup", "iso/ubuntu-24.04.3-live-server-amd64.iso", "iso", "iso", 3_303_444_480L);
        addFile("local", "iso/virtio-win-0.1.271.iso", "iso", "iso", 738_770_944L);
        addFile("nfs-backup", "vztmpl/debian-13-standard_13.1-2_amd64.tar.zst", "vztmpl", "tzst", 123_934_411L);
        addFile("local", "vztmpl/alpine-3.22-default_20250617_amd64.tar.xz", "vztmpl", "txz", 3_279_876L);
    }

    private void addFile(String storage, String name, String content, String format, long size) {
        Storage place = cluster.storages().get(storage);
        if (place != null) {
            place.put(Volume.file(storage + ":" + name, node(0), content, format, size, now.minus(AGE)));
        }
    }

    private void addVirtualMachines() {
        virtualMachine(100, 0, "web-01", 2, 4096, 32, "prod;web", true);
        virtualMachine(101, 1, "web-02", 2, 4096, 32, "prod;web", true);
        Guest database = virtualMachine(102, 0, "db-01", 4, 16384, 128, "db;prod", true);
        snapshots(database);
        virtualMachine(103, 1, "db-02", 4, 16384, 128, "db;prod", false);
        virtualMachine(104, 2, "mail-01", 2, 8192, 64, "prod", true);
        virtualMachine(105, 2, "ci-runner-01", 8, 8192, 64, "dev", false);
        virtualMachine(106, 0, "win-dc-01", 4, 8192, 80, "prod;windows", true).set("ostype", "win11");
        virtualMachine(107, 1, "archive-01", 1, 2048, 32, "", false).set("lock", "backup");
        makeTemplate(virtualMachine(900, 0, "debian-13-template", 2, 2048, 8, "template", false));
    }

    private void makeTemplate(Guest guest) {
        guest.set("template", 1);
        String drive = String.valueOf(guest.config().get("scsi0"));
        Disk.parse(drive).ifPresent(disk -> guest.set("scsi0", drive.replace(disk.volid(),
                new GuestVolumes(cluster, guest.node()).toBase(disk, guest).volid())));
    }

    private static void snapshots(Guest guest) {
        Instant first = Instant.now().minus(Duration.ofDays(9));
        guest.takeSnapshot("before-upgrade", "Before the upgrade to 17", false, first);
        guest.takeSnapshot("after-upgrade", "Upgraded and tested", false, first.plus(Duration.ofHours(3)));
    }

    private Guest virtualMachine(int vmid, int on, String name, int cores, int memory, int disk, String tags,
            boolean runs) {
        var guest = new Guest(vmid, Kind.QEMU, node(on));
        String volume = "vm-" + vmid + "-disk-0";
        guest.set("name", name);
        guest.set("cores", cores);
        guest.set("sockets", 1);
        guest.set("memory", cluster.profile().isBefore(8) ? (Object) memory : Integer.toString(memory));
        guest.set("ostype", "l26");
        guest.set("scsihw", "virtio-scsi-single");
        guest.set("scsi0", "ceph-vm:" + volume + ",discard=on,iothread=1,size=" + disk + "G");
        guest.set("net0", "virtio=" + macOf(vmid) + ",bridge=vmbr0,firewall=1");
        guest.set("boot", "order=scsi0;net0");
        guest.set("agent", "1");
        guest.set("onboot", runs ? 1 : 0);
        guest.set("meta", "creation-qemu=10.0.2,ctime=" + now.minus(AGE).getEpochSecond());
        guest.set("smbios1", "uuid=" + uuidOf(vmid, 1));
        guest.set("vmgenid", uuidOf(vmid, 2));
        add(guest, tags, "scsi0", "raw", runs);
        return guest;
    }

    private void addContainers() {
        container(200, 0, "dns-01", 1, 512, 4, "infra", true);
        container(201, 1, "dns-02", 1, 512, 4, "infra", true);
        container(202, 2, "proxy-01", 2, 1024, 8, "infra;web", true);
        container(203, 1, "monitoring-01", 2, 4096, 40, "infra", true);
        container(204, 2, "wiki-01", 2, 2048, 16, "", false);
    }

    private void container(int vmid, int on, String hostname, int cores, int memory, int disk, String tags,
            boolean runs) {
        var guest = new Guest(vmid, Kind.LXC, node(on));
        guest.set("hostname", hostname);
        guest.set("cores", cores);
        guest.set("memory", memory);
        guest.set("swap", 512);
        guest.set("arch", "amd64");
        guest.set("ostype", "debian");
        guest.set("unprivileged", 1);
        guest.set("features", "nesting=1");
        guest.set("rootfs", "ceph-vm:vm-" + vmid + "-disk-0,size=" + disk + "G");
        guest.set("net0", "name=eth0,bridge=vmbr0,hwaddr=" + macOf(vmid) + ",ip=dhcp,type=veth");
        guest.set("onboot", runs ? 1 : 0);
        add(guest, tags, "rootfs", "raw", runs);
    }

    private void add(Guest guest, String tags, String diskKey, String format, boolean runs) {
        if (!tags.isEmpty()) {
            guest.set("tags", tags);
        }
        if (runs) {
            guest.start(now.minus(Duration.ofHours(20)).minusSeconds(guest.vmid() * 61L));
        }
        cluster.guests().put(guest.vmid(), guest);
        Disk.parse(String.valueOf(guest.config().get(diskKey))).ifPresent(disk -> {
            Storage storage = cluster.storages().get(disk.storage());
            if (storage != null) {
                storage.put(Volume.disk(disk, guest, format, now.minus(AGE)));
            }
        });
    }

    private void addPeople() {
        Access access = cluster.access();
        access.groups().put("operators", "Keeps the lights on");
        access.groups().put("developers", "");
        person("alice@pve", "Alice", "Anders", "operators");
        person("bob@pve", "Bob", "Berger", "developers");
        person("monitoring@pve", "", "", "").texts().put("comment", "Read-only, for the metrics");
        access.grant(new AclEntry("/", "user", "monitoring@pve", "PVEAuditor", true));
        access.grant(new AclEntry("/", "group", "operators", "PVEAdmin", true));
        access.grant(new AclEntry("/pool/development", "group", "developers", "PVEVMUser", true));
    }

    private User person(String id, String first, String last, String group) {
        var user = new User(id);
        putIfAny(user, "firstname", first);
        putIfAny(user, "lastname", last);
        if (!group.isEmpty()) {
            user.groups().add(group);
            user.texts().put("email", id.replace("@pve", "@example.test"));
        }
        cluster.access().users().put(id, user);
        return user;
    }

    private static void putIfAny(User user, String key, String value) {
        if (!value.isEmpty()) {
            user.texts().put(key, value);
        }
    }

    private void addPools() {
        var production = new Pool("production", "What customers see");
        production.guests().addAll(List.of(100, 101, 102, 103, 104));
        var development = new Pool("development", "");
        development.guests().addAll(List.of(105, 204));
        cluster.pools().put(production.id(), production);
        cluster.pools().put(development.id(), development);
    }

    private static String macOf(int vmid) {
        return String.format(Locale.ROOT, "BC:24:11:00:%02X:%02X", vmid / 256, vmid % 256);
    }

    private static String uuidOf(int vmid, int kind) {
        return String.format(Locale.ROOT, "5eed0000-0000-4000-8000-%08x%04x", vmid, kind);
    }
}
