package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Condition.official;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.list;
import static io.github.proxmoxtools.tools.spi.Param.propertyString;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Backups of guests: jobs that make them by a schedule, and one made now. */
final class BackupTools {
    static final Param<String> NODE = text("node", "Only its guests.").pattern(Patterns.NODE).optional();
    static final Param<String> STORAGE = text("storage", "Storage for the archives.").pattern(Patterns.STORAGE_ID);
    static final Param<Boolean> ALL = Param.flag("all", "");
    static final Param<String> POOL = text("pool", "The guests of this pool.").optional();
    static final Param<String> MODE = choice("mode", "snapshot when absent; suspend and stop interrupt the guest.",
            "snapshot", "suspend", "stop").optional();
    static final Param<String> COMPRESS = choice("compress", "0 (none) when absent.", "0", "1", "gzip", "lzo", "zstd")
            .optional();
    static final Param<String> PRUNE = propertyString("prune-backups",
            "Such as keep-last=3,keep-weekly=2: deletes older ones.").optional();
    static final Param<Boolean> REMOVE = Param.flag("remove",
            "Delete older backups afterwards, by prune-backups or the storage's retention.");
    /** Where nothing of this is given, Proxmox VE deletes by the storage's retention: so we say that nothing is. */
    static final Condition SAYS_WHAT_TO_DELETE = Condition.of("remove, prune-backups or maxfiles given",
            List.of(REMOVE, PRUNE), arguments -> REMOVE.holds(arguments) || PRUNE.holds(arguments)
                    || official("maxfiles").holds(arguments));
    /** What deletes archives, interrupts guests or other backups, runs a program or writes elsewhere on the node. */
    private static final Condition[] HARMFUL = {REMOVE.is(true), PRUNE, official("maxfiles"), MODE.is("suspend"),
            MODE.is("stop"), official("stop"), official("script"), official("dumpdir"), official("tmpdir")};
    private static final Param<String> ID = text("id", "")
            .pattern("[^\\s/]+", "a backup job's id, without blanks or /", "backup-4f2a").max(50);
    private static final Param<String> NEW_ID = text("id", "Made up when absent.").pattern(Patterns.CONFIG_ID).max(50)
            .optional();
    private static final Param<List<String>> VMIDS = list("vmid", "Guests, by id.").optional();
    private static final Param<Boolean> ENABLED = Param.flag("enabled", "Yes when absent.");
    private static final Endpoint JOBS = get("/cluster/backup");

    static final Tool LIST = Tool.reads("proxmox_backup_list")
            .command("backup", "job", "list")
            .title("List Backup Jobs")
            .description("Lists the scheduled backup jobs: when they run next, what they cover and where they put it. "
                    + "The backups themselves are content of their storage.")
            .calls(JOBS)
            .runs(BackupTools::jobs)
            .showsForeignText()
            .returnsList(plain("id"), flag("enabled"), plain("schedule"), epoch("next-run"), plain("storage"),
                    plain("mode"), plain("node"), flag("all"), plain("vmid"), plain("pool"), plain("exclude"),
                    plain("prune-backups"), plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_backup_create")
            .command("backup", "job", "create")
            .title("Create Backup Job")
            .description("Schedules backups of some guests, of a pool or of all; it makes none now. Each run deletes "
                    + "older ones by the storage's own retention; with remove=false it does not, and fails where the "
                    + "storage is full of them. Any official parameter is accepted.")
            .post("/cluster/backup", STORAGE, Schedules.SCHEDULE, VMIDS, ALL, POOL, NEW_ID, NODE, MODE, COMPRESS,
                    ENABLED, REMOVE, PRUNE)
            .needsOneOf(VMIDS, ALL, POOL)
            .destroysWhen(HARMFUL)
            .acceptsOfficialParameters()
            .acceptsOlderForms(Schedules::refuseCron)
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_backup_delete")
            .command("backup", "job", "delete")
            .title("Delete Backup Job")
            .description("Deletes a backup job, so that nothing is backed up by its schedule any more; the backups it "
                    + "made stay.")
            .delete("/cluster/backup/{id}", ID)
            .returnsNothing();

    static final Tool RUN = Tool.changes("proxmox_backup_run")
            .command("backup", "run")
            .title("Back Up Now")
            .description("Backs up guests now, on the node they are on: some, those of a pool, or all of a node. No "
                    + "older backup is deleted unless remove or prune-backups says so. Any official parameter is "
                    + "accepted.")
            .calls(Guests.RESOURCES, Guests.VM_STATUS, Guests.CONTAINER_STATUS, BackupRun.VZDUMP)
            .takes(BackupRun.GUESTS, ALL, POOL, BackupRun.WHERE, STORAGE, MODE, COMPRESS, BackupRun.NOTES,
                    BackupRun.PROTECTED, REMOVE, PRUNE)
            .runs(reading -> new BackupRun(reading).work())
            .needsExactlyOneOf(BackupRun.GUESTS, ALL, POOL)
            .destroysWhen(HARMFUL)
            .acceptsOfficialParameters()
            .startsTask();

    private BackupTools() {}

    /** A job that says nothing of it is enabled. */
    private static Work jobs(Reading reading) {
        List<@Nullable Object> jobs = new ArrayList<>();
        for (Data row : reading.read(Query.of(JOBS)).items()) {
            Map<String, @Nullable Object> job = row.fields();
            job.putIfAbsent("enabled", 1);
            jobs.add(job);
        }
        return Work.done(jobs);
    }
}
