package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Archive;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Pool;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.Task;
import io.github.proxmoxtools.simulator.state.TaskLock;
import io.github.proxmoxtools.simulator.state.Volume;
import io.github.proxmoxtools.simulator.state.VolumeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Backups of guests, made now. */
final class BackupHandlers {
    private static final List<String> ROOT_ONLY = List.of("tmpdir", "dumpdir", "script", "job-id");
    private static final String LOCK_FILE = "/var/run/vzdump.lock";
    private static final Duration LOCK_WAIT = Duration.ofHours(3);

    private BackupHandlers() {}

    static void register(Registry registry) {
        registry.post("/nodes/{node}/vzdump", BackupHandlers::run);
        registry.get("/nodes/{node}/vzdump/defaults", BackupHandlers::defaults);
        registry.get("/nodes/{node}/vzdump/extractconfig", BackupHandlers::config);
    }

    private static Object run(Call call) {
        Params params = call.params();
        requireRights(call);
        requireConsistent(call);
        if (params.flag("stop")) {
            call.cluster().tasks().newestFirst().stream().filter(Task::runs)
                    .filter(task -> task.upid().type().equals("vzdump") && task.upid().node().equals(call.node()))
                    .forEach(call.cluster().tasks()::interrupt);
        }
        List<Integer> wanted = wanted(call);
        List<Integer> here = wanted.stream().filter(vmid -> isHere(call, vmid)).toList();
        if (here.isEmpty() && (!isAll(params) || params.flag("stop"))) {
            // Guests of other nodes are none of this node's business: nothing is done, and nobody is told.
            return "OK";
        }
        params.find("storage")
                .ifPresent(storage -> call.caller().need("/storage/" + storage, "Datastore.AllocateSpace"));
        List<Integer> elsewhere = wanted.stream().filter(vmid -> !isHere(call, vmid)).toList();
        var job = new BackupJob(call, here, elsewhere);
        String id = here.size() == 1 ? here.getFirst().toString() : "";
        return call.cluster().tasks().queue(call.node(), "vzdump", id, call.caller().who(), lock(call), job.work())
                .toString();
    }

    private static TaskLock lock(Call call) {
        return new TaskLock(call.node() + ":" + LOCK_FILE, LOCK_WAIT,
                "INFO: trying to get global lock - waiting...", Optional.of("INFO: got global lock"),
                "can't acquire lock '" + LOCK_FILE + "' - got timeout");
    }

    private static void requireRights(Call call) {
        Params params = call.params();
        Caller caller = call.caller();
        if (params.flag("stdout")) {
            throw ApiError.parameter("stdout", "option is only allowed on the command line interface.");
        }
        if (caller.isRoot()) {
            return;
        }
        ROOT_ONLY.stream().filter(params::has).findFirst().ifPresent(option -> {
            throw ApiError.parameter(option, "Only root may set this option.");
        });
        if (params.has("bwlimit") || params.has("ionice") || params.has("performance")) {
            caller.need("/", "Sys.Modify");
        }
        if (params.has("maxfiles") || params.has("prune-backups")) {
            caller.need("/storage/" + params.find("storage").orElse("local"), "Datastore.Allocate");
        }
    }

    private static void requireConsistent(Call call) {
        Params params = call.params();
        for (String option : List.of("all", "exclude", "pool")) {
            boolean isGiven = option.equals("all") ? params.flag("all") : !params.text(option).isEmpty();
            if (isGiven && !params.text("vmid").isEmpty()) {
                throw ApiError.parameter(option, "option conflicts with option 'vmid'");
            }
        }
        if (params.has("prune-backups") && params.has("maxfiles")) {
            throw ApiError.parameter("prune-backups", "option conflicts with option 'maxfiles'");
        }
        if (params.text("notes-template").contains("\n")) {
            throw ApiError.parameter("notes-template", "contains a line feed");
        }
        boolean isMeantForSome = isAll(params) || params.flag("stop") || !params.text("pool").isEmpty()
                || !params.text("vmid").isEmpty();
        if (!isMeantForSome) {
            throw ApiError.parameter("vmid", "property is missing");
        }
    }

    private static boolean isAll(Params params) {
        return params.flag("all") || (params.has("exclude") && params.text("pool").isEmpty());
    }

    private static List<Integer> wanted(Call call) {
        Params params = call.params();
        var wanted = new TreeSet<Integer>();
        if (!params.text("pool").isEmpty()) {
            Pool pool = call.cluster().pools().get(params.text("pool"));
            wanted.addAll(pool == null ? List.of() : pool.guests());
        } else if (!params.text("vmid").isEmpty()) {
            params.list("vmid").forEach(vmid -> wanted.add(Integer.valueOf(vmid)));
        } else if (isAll(params)) {
            wanted.addAll(call.cluster().guests().keySet());
        }
        boolean excludes = params.text("pool").isEmpty() || call.cluster().profile() != Profile.PVE_7_4;
        if (excludes) {
            params.list("exclude").forEach(vmid -> wanted.remove(Integer.valueOf(vmid)));
        }
        return new ArrayList<>(wanted);
    }

    /** A guest that nobody has is this node's too: the backup fails visibly. */
    private static boolean isHere(Call call, int vmid) {
        Guest guest = call.cluster().guests().get(vmid);
        return guest == null || guest.node().equals(call.node());
    }

    private static Object defaults(Call call) {
        String id = call.params().find("storage").orElse("local");
        call.caller().need("/storage/" + id, "Datastore.Audit", "Datastore.AllocateSpace");
        Storage storage = StorageHandlers.require(call, id);
        if (!storage.content().contains("backup")) {
            throw ApiError.died("can't use storage '" + id + "' for backups - wrong content type");
        }
        String retention = storage.option("prune-backups");
        Row row = new Row().with("all", 0).with("bwlimit", 0).with("compress", "0").with("lockwait", 180)
                .with("mailnotification", "always").with("mode", "snapshot")
                .with("performance", Map.of("max-workers", 16, "pbs-entries-max", 1_048_576)).with("pigz", 0)
                .with("prune-backups", retention.isEmpty() ? "keep-all=1" : retention).with("quiet", 0)
                .with("remove", 1).with("stdexcludes", 1).with("stop", 0).with("stopwait", 10).with("storage", id)
                .with("zstd", 1);
        if (call.cluster().profile() == Profile.PVE_7_4) {
            row.with("performance", Map.of("max-workers", 16));
        } else {
            row.with("fleecing", Map.of("enabled", 0)).with("notification-mode", "auto");
        }
        if (call.caller().holds("/nodes/" + call.node(), "Sys.Audit")) {
            row.with("ionice", 7);
            if (!storage.type().equals("pbs")) {
                row.with("dumpdir", VolumeName.path(storage, "backup/").replaceFirst("/$", ""));
            }
        }
        return row.fields();
    }

    private static Object config(Call call) {
        Volumes named = Volumes.of(call, call.params().get("volume"));
        named.requireAccess(call);
        call.caller().need("/vms/" + named.parsed().vmid(), "VM.Backup");
        if (!named.parsed().content().equals("backup")) {
            throw ApiError.died("cannot determine backup guest type for backup archive '" + named.volid() + "'");
        }
        Volume volume = named.find(call)
                .orElseThrow(() -> ApiError.died("volume '" + named.volid() + "' does not exist"));
        return call.cluster().archives().find(volume).map(Archive::text)
                .orElseThrow(() -> ApiError.died("unable to extract configuration from '" + named.path() + "'"));
    }
}
