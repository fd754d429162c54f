package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Column.seconds;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.decimal;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.TextForm;
import io.github.proxmoxtools.tools.spi.Tool;

/** Jobs that copy guests to other nodes, again and again. */
final class ReplicationTools {
    private static final TextForm JOB_ID = new TextForm("[1-9][0-9]{2,8}-[0-9]{1,9}", "a vmid, a hyphen and a number",
            "100-0");

    static final Param<String> ID = text("id", "The job, such as 100-0.").pattern(JOB_ID);
    static final Param<String> NEW_ID = text("id", "Next free number of the guest when absent.")
            .pattern(JOB_ID).optional();
    static final Param<String> VMID = GuestInput.VMID.notSent();
    static final Param<String> SCHEDULE = Schedules.SCHEDULE.optional();
    static final Param<String> NODE = text("node", "").pattern(Patterns.NODE);
    static final Param<String> TARGET = text("target", "Node to copy to.").pattern(Patterns.NODE);
    private static final Param<Double> RATE = decimal("rate", "Limit in MB/s.").min(1).optional();
    private static final Param<String> COMMENT = text("comment", "").max(4096).optional();
    private static final Param<Boolean> DISABLE = Param.flag("disable", "");
    private static final Param<String> SOURCE = text("source", "Refused unless the guest is there.")
            .pattern(Patterns.NODE).optional();
    private static final Param<String> REMOVE_JOB = choice("remove_job",
            "Marks it for removal; full removes the copies too.", "local", "full").optional();
    private static final Param<Boolean> FORCE = Param.flag("force", "Only the job, at once; what it copied stays.");
    private static final Param<Boolean> KEEP = Param.flag("keep", "Leave the copies on the target.");
    private static final Param<Long> START = whole("start", "Lines to skip.").min(0).optional();
    private static final Param<Long> LIMIT = whole("limit", "Most lines; 50 when absent.").min(0).optional();

    static final Endpoint JOBS = get("/cluster/replication");
    static final Endpoint NEW_JOB = post("/cluster/replication", NEW_ID, TARGET, SCHEDULE, RATE, COMMENT, DISABLE,
            SOURCE, REMOVE_JOB).with("type", "local");
    static final Endpoint JOB = get("/cluster/replication/{id}", ID);
    static final Endpoint STATUS = get("/nodes/{node}/replication/{id}/status", ID);
    static final Endpoint RUN_SOON = post("/nodes/{node}/replication/{id}/schedule_now", ID);

    static final Tool LIST = Tool.reads("proxmox_replication_list")
            .command("replication", "list")
            .title("List Replication Jobs")
            .description("Lists the replication jobs as they are configured; with node, the state of those whose "
                    + "guest is there: last and next run, failures and their reason.")
            .chooses(
                    get("/nodes/{node}/replication", NODE).when(NODE),
                    JOBS)
            .showsForeignText()
            .returnsList(plain("id"), plain("guest"), plain("source"), plain("target"), plain("schedule"),
                    plain("rate"), flag("disable"), epoch("last_sync"), epoch("last_try"), epoch("next_sync"),
                    seconds("duration"), plain("fail_count"), plain("error"), plain("remove_job"), plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_replication_create")
            .command("replication", "create")
            .title("Create Replication Job")
            .description("Lets a guest's disks be copied to another node by a schedule, every 15 minutes unless "
                    + "given. All of its disks must be on storage that can replicate (ZFS).")
            .calls(JOBS, Guests.RESOURCES, Guests.VM_STATUS, Guests.CONTAINER_STATUS, NEW_JOB)
            .takes(VMID, TARGET, NEW_ID, SCHEDULE, RATE, COMMENT, DISABLE, SOURCE, REMOVE_JOB)
            .runs(ReplicationScripts::create)
            .destroysWhen(REMOVE_JOB)
            .acceptsOlderForms(ReplicationScripts::olderForms)
            .returnsData();

    static final Tool DELETE = Tool.destroys("proxmox_replication_delete")
            .command("replication", "delete")
            .title("Delete Replication Job")
            .description("Marks a replication job for removal: within minutes the guest's node removes the copies on "
                    + "the target, unless keep is set, and then the job.")
            .delete("/cluster/replication/{id}", ID, FORCE, KEEP)
            .returnsNothing();

    static final Tool LOG = Tool.reads("proxmox_replication_log")
            .command("replication", "log")
            .title("Replication Log")
            .description("Shows what the last run of a replication job wrote, on the node where its guest is.")
            .get("/nodes/{node}/replication/{id}/log", ID, NODE, START, LIMIT)
            .showsForeignText()
            .returnsList(plain("n"), plain("t"));

    static final Tool RUN = Tool.changes("proxmox_replication_run")
            .command("replication", "run")
            .title("Run Replication Job")
            .description(
                    "Lets a replication job run as soon as the scheduler looks, within a minute, whatever its schedule "
                            + "says, waits for the end and returns its state.")
            .calls(JOB, Guests.RESOURCES, STATUS, RUN_SOON)
            .takes(ID, NODE.optional())
            .runs(ReplicationScripts::run)
            .waits()
            .returnsData();

    private ReplicationTools() {}
}
