package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.BackupName;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.StorageType;
import io.github.proxmoxtools.simulator.state.Volume;
import io.github.proxmoxtools.simulator.state.VolumeName;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies on a storage: the list, and new disk images. */
final class ContentHandlers {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([MG]?)");
    private static final Pattern ENDING = Pattern.compile(".*\\.(raw|qcow2|vmdk)");
    private static final Pattern FILE = Pattern.compile("[^/\\s]+\\.(raw|qcow2|vmdk|subvol)");

    private ContentHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/storage/{storage}/content", ContentHandlers::list);
        registry.post("/nodes/{node}/storage/{storage}/content", ContentHandlers::allocate);
    }

    private static Object list(Call call) {
        Storage storage = StorageHandlers.requireOnNode(call);
        String content = call.params().text("content");
        long vmid = call.params().number("vmid", 0);
        return storage.volumes(call.node()).stream()
                .filter(volume -> storage.content().contains(Volumes.content(call, volume)))
                .filter(volume -> content.isEmpty() || Volumes.content(call, volume).equals(content))
                .filter(volume -> vmid == 0 || volume.vmid() == vmid)
                .filter(volume -> VolumeName.parse(storage, volume.name())
                        .filter(name -> Volumes.isReadable(call, storage, name)).isPresent())
                .sorted(Comparator.comparing(Volume::content).thenComparing(Volume::volid))
                .map(volume -> row(call, volume)).toList();
    }

    private static Object row(Call call, Volume volume) {
        Row row = new Row().with("volid", volume.volid()).with("content", Volumes.content(call, volume))
                .with("format", volume.format()).with("size", volume.size())
                .with("ctime", volume.created().getEpochSecond());
        if (volume.content().equals("backup")) {
            row.with("subtype", BackupName.parse(volume.name()).map(BackupName::kind).map(Kind::path)
                    .orElse("unknown")).withText("notes", volume.notes().lines().findFirst().orElse(""));
        } else if (volume.vmid() > 0) {
            row.with("used", volume.used()).with("parent", null);
        }
        if (volume.vmid() > 0) {
            row.with("vmid", volume.vmid());
        }
        return volume.isProtected() ? row.with("protected", 1).fields() : row.fields();
    }

    private static Object allocate(Call call) {
        Params params = call.params();
        String name = params.get("filename");
        Matcher ending = ENDING.matcher(name);
        if (ending.matches() && params.has("format") && !params.text("format").equals(ending.group(1))) {
            throw ApiError.parameter("format",
                    "different storage formats (" + params.text("format") + " != " + ending.group(1) + ")");
        }
        Storage storage = StorageHandlers.requireOnNode(call);
        String format = ending.matches()
                ? ending.group(1)
                : params.find("format").orElse(storage.option("format").isEmpty() ? "raw" : storage.option("format"));
        boolean isFile = storage.kind().layout() == StorageType.Layout.FILES;
        String volid = storage.id() + ":" + (isFile ? call.vmid() + "/" : "") + name;
        requireFitting(call, storage, name, format);
        String path = VolumeName.path(storage, volid.substring(volid.indexOf(':') + 1));
        if (storage.find(call.node(), volid).isPresent()) {
            throw ApiError.died(isFile
                    ? "disk image '" + path + "' already exists"
                    : "lvcreate '" + path.replaceFirst("^/dev/", "") + "' error:   Logical Volume \"" + name
                            + "\" already exists in volume group \"" + storage.option("vgname") + "\"");
        }
        storage.put(new Volume(volid, call.node(), "images", format, bytes(params.get("size")), 0, call.vmid(),
                call.now(), "", false));
        return volid;
    }

    private static void requireFitting(Call call, Storage storage, String name, String format) {
        switch (storage.kind().layout()) {
            case FILES -> requireFileName(name, format);
            case BLOCKS -> {
                if (!format.equals("raw") && !format.equals("subvol")) {
                    throw ApiError.died("unsupported format '" + format + "'");
                }
                if (!name.matches("(vm|subvol)-" + call.vmid() + "-.*")) {
                    throw ApiError.died("illegal name '" + name + "' - should be 'vm-" + call.vmid() + "-*'");
                }
            }
            case BACKUP_SERVER -> throw ApiError.died("can't allocate space in pbs storage");
            case FOREIGN -> throw ApiError.died("can't allocate space in " + storage.type() + " storage");
        }
    }

    private static void requireFileName(String name, String format) {
        Matcher file = FILE.matcher(name);
        if (!file.matches()) {
            throw ApiError.died("unable to parse volume filename '" + name + "'");
        }
        if (!file.group(1).equals(format)) {
            throw ApiError.died("illegal name '" + name + "' - wrong extension for format ('" + file.group(1)
                    + " != '" + format + "')");
        }
    }

    private static long bytes(String size) {
        Matcher match = SIZE.matcher(size);
        if (!match.matches()) {
            throw ApiError.parameter("size", "unable to parse size '" + size + "'");
        }
        long number = Long.parseLong(match.group(1));
        return match.group(2).isEmpty() ? number << 10 : number << (match.group(2).equals("M") ? 20 : 30);
    }
}
