package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import io.github.proxmoxtools.simulator.state.SectionFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scheduled backups. */
final class BackupJobHandlers {
    static final String TYPE = "vzdump";
    private static final Set<String> NOT_KEPT = Set.of("id", "starttime", "dow");
    private static final Set<String> TAKEN_APART = Set.of("prune-backups", "performance", "fleecing");

    private BackupJobHandlers() {}

    static void register(Registry registry) {
        String one = "/cluster/backup/{id}";
        registry.get("/cluster/backup", BackupJobHandlers::list);
        registry.post("/cluster/backup", BackupJobHandlers::create);
        registry.get(one, call -> row(require(call)).fields());
        registry.put(one, BackupJobHandlers::update);
        registry.delete(one, BackupJobHandlers::delete);
        registry.get(one + "/included_volumes", call -> BackupSelection.volumes(call, require(call)));
        registry.get("/cluster/backup-info", call -> Directory.of("subdir", "not-backed-up"));
        registry.get("/cluster/backup-info/not-backed-up", BackupSelection::uncovered);
    }

    static List<Section> jobs(Call call) {
        return file(call).all().stream().filter(job -> job.type().equals(TYPE)).toList();
    }

    static SectionFile file(Call call) {
        return call.cluster().settings().file("jobs.cfg");
    }

    private static Object list(Call call) {
        return jobs(call).stream()
                .map(job -> row(job)
                        .withAny("next-run", job.text("schedule").flatMap(text -> Schedules.next(call, text))).fields())
                .toList();
    }

    private static Row row(Section job) {
        Row row = new Row().with("id", job.id()).with("type", TYPE).withAll(job.options());
        TAKEN_APART.forEach(name -> job.text(name).ifPresent(text -> row.with(name, PropertyText.parts(text))));
        return row;
    }

    private static @Nullable Object create(Call call) {
        requireRoot(call);
        requirePool(call);
        Optional<String> schedule = schedule(call);
        if (schedule.isEmpty()) {
            throw ApiError.parameter("schedule", "neither 'starttime' nor 'schedule' were set");
        }
        var job = new Section(call.params().find("id").orElseGet(() -> UUID.randomUUID().toString()), TYPE);
        if (file(call).find(job.id()).isPresent()) {
            throw ApiError.died("Job '" + job.id() + "' already exists");
        }
        job.options().put("enabled", 1);
        keep(call, job, schedule);
        verify(job);
        file(call).put(job);
        return null;
    }

    private static @Nullable Object update(Call call) {
        requireRoot(call);
        requirePool(call);
        Optional<String> schedule = schedule(call);
        Section job = file(call).find(call.params().get("id")).filter(found -> found.type().equals(TYPE))
                .map(Section::copy).orElseThrow(() -> ApiError.died("no such vzdump job"));
        for (String name : call.params().list("delete")) {
            if (call.method().parameter(name).isEmpty()) {
                throw wrapped("delete", "unknown option '" + name + "'");
            }
            job.options().remove(name);
        }
        keep(call, job, schedule);
        chooseSelection(call, job.options());
        verify(job);
        file(call).put(job);
        return null;
    }

    /** Guests, a pool, or all: the last one named stands. */
    private static void chooseSelection(Call call, Map<String, Object> options) {
        if (call.params().has("vmid")) {
            List.of("all", "exclude", "pool").forEach(options::remove);
        } else if (call.params().flag("all")) {
            List.of("vmid", "pool").forEach(options::remove);
        } else if (call.params().has("pool")) {
            List.of("vmid", "all", "exclude").forEach(options::remove);
        }
    }

    private static void keep(Call call, Section job, Optional<String> schedule) {
        job.options().putAll(Values.all(call, NOT_KEPT));
        call.params().find("node").ifPresent(node -> job.options().put("node", node));
        schedule.ifPresent(text -> job.options().put("schedule", text));
        if (job.options().containsKey("exclude") && !job.options().containsKey("pool")) {
            job.options().put("all", 1);
        }
    }

    private static Optional<String> schedule(Call call) {
        Params params = call.params();
        Schedules.verify(call);
        if (params.has("schedule") && params.has("starttime")) {
            throw ApiError.parameter("starttime", "'starttime' and 'schedule' cannot both be set");
        }
        if (params.has("schedule")) {
            return params.find("schedule");
        }
        String days = String.join(",", params.list("dow"));
        return params.find("starttime").map(time -> days.isEmpty() ? time : days + " " + time);
    }

    private static void requireRoot(Call call) {
        List.of("tmpdir", "dumpdir", "script").stream()
                .filter(name -> call.params().has(name) && !call.caller().isRoot()).findFirst().ifPresent(name -> {
                    throw ApiError.parameter(name, "Only root may set this option.");
                });
    }

    private static void requirePool(Call call) {
        call.params().find("pool").ifPresent(pool -> {
            if (!call.cluster().pools().containsKey(pool)) {
                throw ApiError.died("no such pool '" + pool + "'");
            }
            call.caller().need("/pool/" + pool, "VM.Backup");
        });
    }

    private static void verify(Section job) {
        boolean namesGuests = job.text("vmid").filter(text -> !text.isEmpty()).isPresent();
        for (String other : List.of("all", "exclude", "pool")) {
            boolean isSet = other.equals("all") ? job.flag("all") : job.options().containsKey(other);
            if (namesGuests && isSet) {
                throw wrapped(other, "option conflicts with option 'vmid'");
            }
        }
        if (job.options().containsKey("prune-backups") && job.options().containsKey("maxfiles")) {
            throw wrapped("prune-backups", "option conflicts with option 'maxfiles'");
        }
        if (!namesGuests && !job.flag("all") && !job.flag("stop") && !job.options().containsKey("pool")) {
            throw wrapped("vmid", "property is missing");
        }
    }

    private static Section require(Call call) {
        return file(call).find(call.params().get("id")).filter(job -> job.type().equals(TYPE))
                .orElseThrow(() -> ApiError.parameter("id", "No such job '" + call.params().get("id") + "'"));
    }

    private static @Nullable Object delete(Call call) {
        String id = call.params().get("id");
        if (file(call).find(id).filter(job -> job.type().equals(TYPE)).isEmpty()) {
            throw wrapped("id", "No such job '" + id + "'");
        }
        file(call).remove(id);
        return null;
    }

    /** What goes wrong while the file is locked loses its code: only the text of the inner error is left. */
    private static ApiError wrapped(String parameter, String text) {
        return ApiError.died("400 Parameter verification failed.\n" + parameter + ": " + text);
    }
}
