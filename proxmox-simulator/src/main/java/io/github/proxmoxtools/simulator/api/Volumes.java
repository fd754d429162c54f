package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.Volume;
import io.github.proxmoxtools.simulator.state.VolumeName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A volume that a call names, whether or not it is there.
 *
 * @param storage its storage
 * @param name its name there
 * @param parsed what the name tells
 */
record Volumes(Storage storage, String name, VolumeName parsed) {
    private static final Pattern VOLID = Pattern.compile("([a-zA-Z][a-zA-Z0-9\\-_.]*[a-zA-Z0-9]):(.+)");

    /** The volume of the path: its storage may be named twice. */
    static Volumes ofPath(Call call) {
        String storage = call.params().get("storage");
        String volume = call.params().get("volume");
        if (!volume.contains(":")) {
            return of(call, storage + ":" + volume);
        }
        Matcher volid = VOLID.matcher(volume);
        if (!volid.matches()) {
            throw ApiError.parameter("volume", "unable to parse volume ID '" + volume + "'\n");
        }
        if (!volid.group(1).equals(storage)) {
            throw ApiError.parameter("volume",
                    "storage ID " + (call.cluster().profile().release().startsWith("9") ? "mismatch" : "missmatch")
                            + " (" + volid.group(1) + " != " + storage + ")\n");
        }
        return of(call, volume);
    }

    static Volumes of(Call call, String volid) {
        Matcher match = VOLID.matcher(volid);
        if (!match.matches()) {
            throw ApiError.died("unable to parse volume ID '" + volid + "'");
        }
        Storage storage = StorageHandlers.require(call, match.group(1));
        String name = match.group(2);
        return new Volumes(storage, name, VolumeName.parse(storage, name)
                .orElseThrow(() -> ApiError.died(VolumeName.refusal(storage, name))));
    }

    String volid() {
        return storage.id() + ":" + name;
    }

    String path() {
        return VolumeName.path(storage, name);
    }

    Optional<Volume> find(Call call) {
        return storage.find(call.node(), volid());
    }

    /** Refuses whoever may not read it. */
    void requireAccess(Call call) {
        if (!isReadable(call, storage, parsed)) {
            boolean isShared = parsed.vmid() == 0;
            throw ApiError.denied("/storage/" + storage.id() + ", " + (isShared
                    ? "Datastore.AllocateSpace|Datastore.Audit"
                    : parsed.content().equals("backup") ? "Datastore.AllocateSpace" : "Datastore.Audit"));
        }
    }

    static boolean isReadable(Call call, Storage storage, VolumeName name) {
        Caller caller = call.caller();
        String path = "/storage/" + storage.id();
        if (caller.holds(path, "Datastore.Allocate")) {
            return true;
        }
        return switch (name.content()) {
            case "iso", "vztmpl", "import" -> caller.holdsAny(path, "Datastore.AllocateSpace", "Datastore.Audit");
            case "backup" -> name.vmid() > 0 && caller.holds(path, "Datastore.AllocateSpace")
                    && caller.holds("/vms/" + name.vmid(), "VM.Backup");
            case "images", "rootdir" -> name.vmid() > 0 && caller.holds(path, "Datastore.Audit")
                    && caller.holds("/vms/" + name.vmid(), "VM.Config.Disk");
            default -> false;
        };
    }

    /** What a disk counts as depends on who owns it now. */
    static String content(Call call, Volume volume) {
        boolean isDisk = volume.content().equals("images") || volume.content().equals("rootdir");
        Guest owner = call.cluster().guests().get(volume.vmid());
        if (!isDisk || owner == null) {
            return volume.content();
        }
        return owner.kind() == Kind.LXC ? "rootdir" : "images";
    }
}
