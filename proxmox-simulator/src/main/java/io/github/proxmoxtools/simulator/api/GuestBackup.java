package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Archive;
import io.github.proxmoxtools.simulator.state.BackupName;
import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Retention;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.Volume;
import io.github.proxmoxtools.simulator.state.VolumeName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The backup of one guest within a job. */
final class GuestBackup {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> ENDINGS = Map.of("1", ".lzo", "lzo", ".lzo", "gzip", ".gz", "zstd",
            ".zst");
    private static final long BYTES_PER_SECOND = 1L << 30;
    private static final long LEAST = 10_240;
    private static final int USED_SHARE = 3;

    private final Call call;
    private final int vmid;
    private final BackupLog lines;
    private @Nullable Guest locked;
    private @Nullable Archive archive;
    private boolean wasRunning;
    private Instant started = Instant.EPOCH;
    private long bytes;

    GuestBackup(Call call, int vmid) {
        this.call = call;
        this.vmid = vmid;
        this.lines = new BackupLog(call);
    }

    int vmid() {
        return vmid;
    }

    boolean isAllowed() {
        return guest().isEmpty() || call.caller().holds("/vms/" + vmid, "VM.Backup");
    }

    /** How long it takes on a real cluster. */
    Duration lasts() {
        return guest().map(guest -> Duration.ofSeconds(1 + size(guest) / BYTES_PER_SECOND)).orElse(Duration.ZERO);
    }

    void start(Consumer<String> log) throws TaskFailure {
        started = call.now();
        Guest guest = guest().orElseThrow(() -> new TaskFailure("unable to find VM '" + vmid + "'"));
        Storage storage = BackupJob.storage(call);
        requireRoom(storage);
        log.accept("INFO: Starting Backup of VM " + vmid + " (" + guest.kind().path() + ")");
        log.accept("INFO: Backup started at " + STAMP.format(started));
        log.accept("INFO: status = " + (guest.runs() ? "running" : "stopped"));
        if (guest.lock().isPresent()) {
            throw new TaskFailure(guest.kind().word() + " is locked (" + guest.lock().get() + ")");
        }
        archive = Archive.of(guest);
        guest.set("lock", "backup");
        locked = guest;
        wasRunning = guest.runs();
        bytes = size(guest);
        String mode = wasRunning ? call.params().find("mode").orElse("snapshot") : "stop";
        lines.prepare(guest, mode, log);
        if (wasRunning && mode.equals("stop")) {
            guest.stop();
        }
        lines.produce(guest, mode, wasRunning, VolumeName.path(storage, name(guest, storage)), log);
    }

    void finish(Consumer<String> log) throws TaskFailure {
        Guest guest = guest().orElseThrow(() -> new TaskFailure("unable to find VM '" + vmid + "'"));
        Storage storage = BackupJob.storage(call);
        long size = archiveSize();
        lines.transferred(guest, bytes, call.now().getEpochSecond() - started.getEpochSecond(), size, log);
        keep(guest, storage, size, log);
        prune(guest, storage, log);
        release(log);
        log.accept("INFO: Finished Backup of VM " + vmid + " (" + BackupLog.time(elapsed()) + ")");
        log.accept("INFO: Backup finished at " + STAMP.format(call.now()));
    }

    void fail(String text, Consumer<String> log) {
        release(log);
        log.accept("ERROR: Backup of VM " + vmid + " failed - " + text);
        log.accept("INFO: Failed at " + STAMP.format(call.now()));
    }

    private Optional<Guest> guest() {
        return Optional.ofNullable(call.cluster().guests().get(vmid));
    }

    private long elapsed() {
        return Duration.between(started, call.now()).toSeconds();
    }

    private static long size(Guest guest) {
        return BackupVolumes.of(guest, line -> {}).stream().mapToLong(Disk::size).sum();
    }

    private long archiveSize() {
        long used = Math.max(LEAST, bytes / USED_SHARE);
        return ending().isEmpty() ? used : Math.max(LEAST / 10, used / 2);
    }

    private String ending() {
        return ENDINGS.getOrDefault(call.params().text("compress"), "");
    }

    private String name(Guest guest, Storage storage) {
        var name = new BackupName(guest.kind(), vmid, started);
        return storage.type().equals("pbs") ? name.onServer() : name.file(ending());
    }

    private void requireRoom(Storage storage) throws TaskFailure {
        List<Volume> existing = storage.volumes(call.node()).stream()
                .filter(volume -> volume.content().equals("backup") && volume.vmid() == vmid).toList();
        long kept = existing.stream().filter(Volume::isProtected).count();
        int most = BackupJob.retention(call, storage).most();
        if (call.params().flag("protected")) {
            long limit = protectedLimit(storage);
            if (limit > -1 && kept >= limit) {
                throw new TaskFailure("The number of protected backups per guest is limited to " + limit
                        + " on storage '" + storage.id() + "'");
            }
        } else if (most > 0 && !call.params().flag("remove", true) && existing.size() - kept >= most) {
            throw new TaskFailure("There is a max backup limit of " + most + " enforced by the target storage or the"
                    + " vzdump parameters. Either increase the limit or delete old backups.");
        }
    }

    private long protectedLimit(Storage storage) {
        String limit = storage.option("max-protected-backups");
        if (!limit.isEmpty()) {
            return Long.parseLong(limit);
        }
        return call.caller().holds("/storage/" + storage.id(), "Datastore.Allocate") ? -1 : 5;
    }

    private void keep(Guest guest, Storage storage, long size, Consumer<String> log) {
        String name = name(guest, storage);
        String format = VolumeName.parse(storage, name).map(VolumeName::format).orElse("raw");
        String notes = notes(guest, log);
        boolean isProtected = call.params().flag("protected");
        if (isProtected) {
            log.accept("INFO: marking backup as protected");
        }
        var volume = new Volume(storage.id() + ":" + name, call.node(), "backup", format, size, size, vmid, started,
                notes, isProtected);
        storage.put(volume);
        if (archive != null) {
            call.cluster().archives().keep(volume, archive);
        }
    }

    private String notes(Guest guest, Consumer<String> log) {
        String template = call.params().text("notes-template");
        if (template.isEmpty()) {
            return "";
        }
        log.accept("INFO: adding notes to backup");
        String cluster = call.cluster().nodes().size() > 1 ? call.cluster().name() : "";
        try {
            return NotesTemplate.fill(template, Map.of("cluster", cluster, "guestname", guest.name(), "node",
                    call.node(), "vmid", Integer.toString(vmid)));
        } catch (TaskFailure failure) {
            log.accept("WARN: unable to add notes - " + failure.text());
            return "";
        }
    }

    private void prune(Guest guest, Storage storage, Consumer<String> log) {
        Retention retention = BackupJob.retention(call, storage);
        if (retention.keepsAll() || !call.params().flag("remove", true)) {
            return;
        }
        log.accept("INFO: prune older backups with retention: " + retention);
        int pruned = PruneHandlers.prune(call.cluster(), storage, call.node(), retention,
                new BackupName(guest.kind(), vmid, started), line -> log.accept("INFO: " + line));
        log.accept("INFO: pruned " + pruned + " backup(s)"
                + (pruned > 0 ? " not covered by keep-retention policy" : ""));
    }

    private void release(Consumer<String> log) {
        Guest guest = locked;
        if (guest == null) {
            return;
        }
        locked = null;
        guest.unset("lock");
        if (wasRunning && !guest.runs()) {
            log.accept("INFO: restarting vm");
            guest.start(call.now());
            log.accept("INFO: guest is online again after " + Math.max(1, elapsed()) + " seconds");
        }
    }
}
