package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestVolumes;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.PropertyString;
import io.github.proxmoxtools.simulator.state.Sizes;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.Volume;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Allocates and attaches the disks that options name. */
final class GuestDrives {
    private static final Pattern NEW = Pattern.compile("(?:([A-Za-z][A-Za-z0-9._\\-]*):)?(\\d+(?:\\.\\d+)?)");
    private static final Pattern CLOUD_INIT = Pattern.compile("([A-Za-z][A-Za-z0-9._\\-]*):cloudinit");
    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;
    private static final long SMALL_EFI = 528L << 10;
    private static final Set<String> EMPTY = Set.of("none", "cdrom", "cloudinit");

    private final Call call;
    private final Guest guest;
    private final GuestVolumes volumes;

    GuestDrives(Call call, Guest guest) {
        this.call = call;
        this.guest = guest;
        this.volumes = Guests.volumes(call);
    }

    /** What the server checks before it starts to allocate anything. */
    static void check(Call call, Map<String, String> options) {
        options.forEach((key, text) -> {
            if (Disk.isDrive(key)) {
                checkDrive(call, key, text);
            } else if (Disk.isMountPoint(key)) {
                checkMountPoint(call, text);
            }
        });
    }

    private static void checkDrive(Call call, String key, String text) {
        PropertyString drive = Disk.properties(key, text);
        String file = drive.find("file").orElse("");
        Optional<String> source = drive.find("import-from");
        if ((file.startsWith("/") || source.filter(path -> path.startsWith("/")).isPresent())
                && !call.caller().isRoot()) {
            throw ApiError.died(
                    "Only root can pass arbitrary filesystem paths. at /usr/share/perl5/PVE/Storage.pm line 651.");
        }
        Matcher match = NEW.matcher(file);
        boolean isCdrom = drive.find("media").filter("cdrom"::equals).isPresent();
        if (match.matches() && !isCdrom) {
            if (match.group(1) == null) {
                throw ApiError.died("no storage ID specified (and no default storage)");
            }
            requireContent(call, match.group(1), "images", "storage '%s' does not support vm images");
        } else if (!EMPTY.contains(file)) {
            Disk.parse(text).ifPresent(disk -> checkExisting(call, disk));
        }
    }

    private static void checkExisting(Call call, Disk disk) {
        if (!call.cluster().storages().containsKey(disk.storage())) {
            throw ApiError.died("storage '" + disk.storage() + "' does not exist");
        }
        if (!disk.isCdrom()) {
            call.caller().need("/storage/" + disk.storage(), "Datastore.AllocateSpace", "Datastore.Allocate");
        }
    }

    private static void checkMountPoint(Call call, String text) {
        String volume = PropertyString.parse(text, "volume").find("volume").orElse("");
        if (volume.startsWith("/")) {
            if (!call.caller().isRoot()) {
                throw ApiError.denied("mount point type bind is only allowed for root@pam");
            }
            return;
        }
        Disk.parse(text).ifPresent(disk -> requireContent(call, disk.storage(), "rootdir",
                "storage '%s' does not support container directories"));
    }

    private static void requireContent(Call call, String id, String content, String text) {
        Storage storage = call.cluster().storages().get(id);
        if (storage == null) {
            throw ApiError.died("storage '" + id + "' does not exist");
        }
        call.caller().need("/storage/" + id, "Datastore.AllocateSpace");
        if (!storage.content().contains(content)) {
            throw ApiError.parameter("storage", text.formatted(id));
        }
    }

    /** Makes of a call's disk what the configuration will say; anything new is allocated. */
    String attach(String key, String text, Consumer<String> log) {
        PropertyString drive = Disk.properties(key, text);
        String file = drive.find(Disk.defaultKey(key)).orElse("");
        Matcher cloudInit = CLOUD_INIT.matcher(file);
        if (cloudInit.matches()) {
            return cloudInit(key, cloudInit.group(1), log);
        }
        Matcher fresh = NEW.matcher(file);
        if (fresh.matches()) {
            return allocate(key, drive, fresh, log);
        }
        if (EMPTY.contains(file) || file.startsWith("/")) {
            return Disk.print(key, drive.without("size"));
        }
        return existing(key, drive, file);
    }

    private String allocate(String key, PropertyString drive, Matcher fresh, Consumer<String> log) {
        String id = fresh.group(1) == null ? call.params().find("storage").orElse("local") : fresh.group(1);
        Storage storage = Guests.requireStorage(call, id, call.node());
        Optional<Volume> source = drive.find("import-from").map(this::requireSource);
        long size = source.map(Volume::size).orElseGet(() -> size(key, drive, fresh.group(2)));
        Disk disk = volumes.allocate(storage, guest, format(key, drive, storage, size), size);
        volumes.allocationLog(disk).forEach(log);
        source.ifPresent(volume -> log.accept("transferred " + Sizes.describe(size) + " of " + Sizes.describe(size)
                + " (100.00%)"));
        if (source.isPresent()) {
            guest.setSystem(true);
        }
        String value = Disk.print(key, drive.without("format", "import-from")
                .with(Disk.defaultKey(key), disk.volid()).with("size", Sizes.print(size)));
        if (guest.kind() == Kind.QEMU) {
            log.accept(key + ": successfully created disk '" + value + "'");
        }
        return value;
    }

    private Volume requireSource(String volid) {
        return volumes.find(volid).orElseThrow(() -> ApiError.died("volume '" + volid + "' does not exist"));
    }

    private static long size(String key, PropertyString drive, String gibibytes) {
        if (key.startsWith("efidisk")) {
            return drive.find("efitype").filter("4m"::equals).isPresent() ? 4 * MEBIBYTE : SMALL_EFI;
        }
        return key.startsWith("tpmstate")
                ? 4 * MEBIBYTE
                : (long) (Double.parseDouble(gibibytes) * GIBIBYTE);
    }

    private String format(String key, PropertyString drive, Storage storage, long size) {
        if (guest.kind() == Kind.LXC) {
            return storage.type().equals("zfspool") || size == 0 ? "subvol" : "raw";
        }
        boolean canChoose = GuestVolumes.keepsFiles(storage) && !key.startsWith("tpmstate");
        return canChoose ? drive.find("format").orElse("raw") : "raw";
    }

    private String cloudInit(String key, String id, Consumer<String> log) {
        Storage storage = Guests.requireStorage(call, id, call.node());
        String format = GuestVolumes.keepsFiles(storage) ? "qcow2" : "raw";
        String name = storage.id() + ":" + (GuestVolumes.keepsFiles(storage) ? guest.vmid() + "/" : "") + "vm-"
                + guest.vmid() + "-cloudinit" + (GuestVolumes.keepsFiles(storage) ? ".qcow2" : "");
        if (volumes.find(name).isEmpty()) {
            Disk disk = volumes.allocateNamed(storage, guest, "cloudinit", format, 4 * MEBIBYTE);
            volumes.allocationLog(disk).forEach(log);
        }
        String value = name + ",media=cdrom";
        log.accept(key + ": successfully created disk '" + value + "'");
        return value;
    }

    private String existing(String key, PropertyString drive, String volid) {
        Guests.requireStorage(call, volid.substring(0, Math.max(0, volid.indexOf(':'))), call.node());
        Optional<Volume> volume = volumes.find(volid);
        boolean isCdrom = drive.find("media").filter("cdrom"::equals).isPresent();
        if (volume.isEmpty() && !isCdrom) {
            throw ApiError.died("volume " + volid + " does not exist");
        }
        String size = volume.map(found -> Sizes.print(found.size())).orElse("");
        boolean saysSize = !size.isEmpty() && !Disk.isUnused(key);
        return Disk.print(key, saysSize ? drive.with("size", size) : drive);
    }
}
