package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Retention;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of the backup program: its guests follow each other. */
final class BackupJob {
    private static final Set<String> UNSAID = Set.of("vmid", "node", "id");
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Call call;
    private final List<GuestBackup> backups;
    private final List<Integer> elsewhere;
    private @Nullable GuestBackup current;
    private boolean hasErrors;

    BackupJob(Call call, List<Integer> guests, List<Integer> elsewhere) {
        this.call = call;
        this.backups = guests.stream().map(vmid -> new GuestBackup(call, vmid)).toList();
        this.elsewhere = elsewhere;
    }

    TaskWork work() {
        List<TaskWork.Stage> stages = new ArrayList<>();
        Duration passed = MOMENT;
        for (int i = 0; i < backups.size(); i++) {
            GuestBackup next = backups.get(i);
            if (i > 0) {
                stages.add(new TaskWork.Stage(passed, log -> {
                    finish(log);
                    start(next, log);
                }));
            }
            passed = passed.plus(next.lasts());
        }
        return new TaskWork(passed, this::begin, stages, this::end, this::breakOff);
    }

    static Storage storage(Call call) throws TaskFailure {
        String id = call.params().find("storage").orElse("local");
        Storage storage = call.cluster().storages().get(id);
        if (storage == null) {
            String missing = "storage '" + id + "' does not exist";
            throw new TaskFailure("could not activate storage '" + id + "': " + missing
                    + " could not get storage information for '" + id + "': " + missing);
        }
        String obstacle = StorageHandlers.obstacle(storage, call.node());
        String contentError = storage.content().contains("backup")
                ? ""
                : "could not get storage information for '" + id + "': can't use storage '" + id
                        + "' for backups - wrong content type";
        if (!obstacle.isEmpty()) {
            throw new TaskFailure(
                    ("could not activate storage '" + id + "': " + obstacle + " " + contentError).strip());
        }
        if (!contentError.isEmpty()) {
            throw new TaskFailure(contentError);
        }
        return storage;
    }

    static Retention retention(Call call, Storage storage) {
        Params params = call.params();
        if (params.has("prune-backups")) {
            return Retention.parse(params.text("prune-backups"));
        }
        if (params.has("maxfiles")) {
            return new Retention(Map.of("keep-last", (int) params.number("maxfiles", 0)));
        }
        return Retention.parse(storage.option("prune-backups"));
    }

    private void begin(Consumer<String> log) throws TaskFailure {
        storage(call);
        log.accept("INFO: starting new backup job: " + commandLine());
        if (!elsewhere.isEmpty()) {
            log.accept("INFO: skip external VMs: "
                    + elsewhere.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        requireRights();
        if (!backups.isEmpty()) {
            start(backups.getFirst(), log);
        }
    }

    /** Asked for all, one gets what one may back up; asked for one, one is refused. */
    private void requireRights() throws TaskFailure {
        for (GuestBackup backup : backups) {
            if (!backup.isAllowed() && !call.params().flag("all")) {
                throw new TaskFailure("403 Permission check failed (/vms/" + backup.vmid() + ", VM.Backup)");
            }
        }
    }

    private void start(GuestBackup backup, Consumer<String> log) {
        if (backup.isAllowed()) {
            current = backup;
            attempt(() -> backup.start(log), log);
        }
    }

    private void finish(Consumer<String> log) {
        GuestBackup backup = current;
        if (backup != null) {
            attempt(() -> backup.finish(log), log);
            current = null;
        }
    }

    private void end(Consumer<String> log) throws TaskFailure {
        finish(log);
        log.accept(hasErrors ? "INFO: Backup job finished with errors" : "INFO: Backup job finished successfully");
        if (hasErrors) {
            throw new TaskFailure("job errors");
        }
    }

    private String breakOff(Consumer<String> log, String reason) {
        String text = reason.equals("received interrupt") ? "interrupted by signal" : reason;
        if (current != null) {
            current.fail(text, log);
        }
        log.accept("ERROR: Backup job failed - " + text);
        return text;
    }

    private interface Attempt {
        void run() throws TaskFailure;
    }

    private void attempt(Attempt what, Consumer<String> log) {
        try {
            what.run();
        } catch (TaskFailure failure) {
            hasErrors = true;
            if (current != null) {
                current.fail(failure.text(), log);
            }
            current = null;
        }
    }

    private String commandLine() {
        var line = new StringBuilder("vzdump");
        call.params().list("vmid").forEach(vmid -> line.append(' ').append(vmid));
        call.params().all().forEach((option, values) -> {
            String value = String.join(",", values);
            if (!UNSAID.contains(option) && !value.isEmpty()) {
                line.append(" --").append(option).append(' ').append(quoted(value));
            }
        });
        return line.append(" --node ").append(call.node()).toString();
    }

    private static String quoted(String value) {
        return value.matches("[\\w!%+,\\-./:@^]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

}
