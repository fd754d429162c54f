package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a cluster without a tool: for resources, completion and reports.
 *
 * <p>Only reads are sent. Secrets are masked; names, notes and logs are passed on as guests and users wrote them. What could
 * not be read stands under {@code missing}, by name, with the failure's JSON form. Safe for use by many threads.
 */
public final class Facts {
    /** How old the newest backup of a guest may be before it is a gap, in days. */
    public static final int USUAL_BACKUP_AGE = 7;

    private final Calls calls;
    private final Redactor redactor;

    Facts(EngineParts parts) {
        this.calls = new Calls(parts.connection(), Safety.READ, parts.catalog());
        this.redactor = parts.redactor();
    }

    /**
     * Something that could be written at some place.
     *
     * @param value what would be written
     * @param description what it is, for people; may be empty
     */
    public record Candidate(String value, String description) {}

    /**
     * Tells what the cluster consists of and how it is.
     *
     * @return name, version, whether it is standalone or quorate, nodes, guests counted by kind and status, storages
     * @throws ToolFailure if nothing of it can be read
     */
    public Map<String, @Nullable Object> cluster() {
        return told(() -> new ClusterFacts(calls).cluster());
    }

    /**
     * Tells how a node is.
     *
     * @param node its name
     * @return its figures with their units, its storages, and the guests that run on it
     * @throws ToolFailure if there is no such node, or it cannot be asked
     */
    public Map<String, @Nullable Object> node(String node) {
        return told(() -> new ClusterFacts(calls).node(node));
    }

    /**
     * Tells how a guest is.
     *
     * @param vmidOrName its id or its name, of a VM or a container
     * @return kind, node, status, lock, HA, agent, disks, names of snapshots, newest backup
     * @throws ToolFailure if no one guest is meant, or it cannot be read
     */
    public Map<String, @Nullable Object> guest(String vmidOrName) {
        return told(() -> new GuestFacts(calls).guest(vmidOrName));
    }

    /**
     * Tells how a guest is, without looking for its backups: for those who look often.
     *
     * @param vmidOrName its id or its name, of a VM or a container
     * @return as {@link #guest} does, without the newest backup
     * @throws ToolFailure if no one guest is meant, or it cannot be read
     */
    public Map<String, @Nullable Object> guestWithoutBackups(String vmidOrName) {
        return told(() -> new GuestFacts(calls).guest(vmidOrName, false));
    }

    /**
     * Finds a guest, for those who look at it often.
     *
     * @param vmidOrName its id or its name, of a VM or a container
     * @param node the node it must be on, if that matters
     * @return where it is
     * @throws ToolFailure if no one guest is meant
     */
    public GuestAddress find(String vmidOrName, Optional<String> node) {
        return masking(() -> new GuestLook(calls).find(vmidOrName, node));
    }

    /**
     * Tells how a guest is at this moment, with a single read.
     *
     * @param guest where it is
     * @return what the server says: status, uptime, lock, and of a VM {@code agent} where it is enabled
     * @throws ToolFailure if it is not there any more, or cannot be read
     */
    public Map<String, @Nullable Object> statusNow(GuestAddress guest) {
        return told(() -> new GuestLook(calls).status(guest));
    }

    /**
     * Asks the guest agent of a VM for a sign of life.
     *
     * @param guest a VM that runs
     * @throws ToolFailure if it does not answer
     */
    public void reachAgent(GuestAddress guest) {
        masking(() -> {
            new GuestLook(calls).reachAgent(guest);
            return guest;
        });
    }

    /**
     * Lists the addresses of a guest that runs, by the agent of a VM or the host of a container.
     *
     * @param guest where it is
     * @return those by which others may reach it: none of loopback or of the link only; empty if it has none yet
     * @throws ToolFailure if the agent does not answer, or it cannot be read
     */
    public List<String> addresses(GuestAddress guest) {
        return masking(() -> new GuestLook(calls).addresses(guest).stream().map(redactor::text).toList());
    }

    /**
     * Lists the tasks of a guest that run at this moment.
     *
     * @param guest where it is
     * @return a row per task, with its upid and type
     * @throws ToolFailure if they cannot be read
     */
    public List<Map<String, @Nullable Object>> runningTasks(GuestAddress guest) {
        return rows(() -> new GuestLook(calls).tasks(guest));
    }

    /**
     * Lists nodes, guests, storages and whatever else the cluster consists of, with their figures.
     *
     * @return the server's rows; those of nodes and guests have the figures of the moment that their {@code uptime} names,
     *         which may be some seconds ago
     * @throws ToolFailure if they cannot be read
     */
    public List<Map<String, @Nullable Object>> resources() {
        return rows(() -> new GuestLook(calls).resources());
    }

    /**
     * Tells how a guest is configured.
     *
     * @param vmidOrName its id or its name, of a VM or a container
     * @return the configuration that is in effect, its digest, and what is to change at the next start
     * @throws ToolFailure if no one guest is meant, or it cannot be read
     */
    public Map<String, @Nullable Object> guestConfig(String vmidOrName) {
        return told(() -> new GuestFacts(calls).config(vmidOrName));
    }

    /**
     * Tells what a snapshot of a guest holds.
     *
     * @param vmidOrName the guest's id or name
     * @param snapshot the snapshot's name
     * @return its time, description, parent, and what of the configuration would be different after a rollback
     * @throws ToolFailure if no one guest is meant, or there is no such snapshot
     */
    public Map<String, @Nullable Object> snapshot(String vmidOrName, String snapshot) {
        return told(() -> new GuestFacts(calls).snapshot(vmidOrName, snapshot));
    }

    /**
     * Tells how a storage is defined and how full it is.
     *
     * @param storage its name
     * @return its definition, and its state on each node
     * @throws ToolFailure if there is no such storage
     */
    public Map<String, @Nullable Object> storage(String storage) {
        return told(() -> new ClusterFacts(calls).storage(storage));
    }

    /**
     * Tells how a task is or was.
     *
     * @param upid the task
     * @return its status and the last lines of its log
     * @throws ToolFailure if there is no such task, or it cannot be read
     */
    public Map<String, @Nullable Object> task(String upid) {
        return told(() -> new TaskFacts(calls).task(upid));
    }

    /**
     * Lists the names of the nodes.
     *
     * @return each with its state
     * @throws ToolFailure if they cannot be read
     */
    public List<Candidate> nodes() {
        return listed(() -> new Candidates(calls).nodes());
    }

    /**
     * Lists the ids of the guests.
     *
     * @return each with its name, kind, node and state
     * @throws ToolFailure if they cannot be read
     */
    public List<Candidate> guests() {
        return listed(() -> new Candidates(calls).guests());
    }

    /**
     * Lists the names of the storages.
     *
     * @return each with its type and what it may hold
     * @throws ToolFailure if they cannot be read
     */
    public List<Candidate> storages() {
        return listed(() -> new Candidates(calls).storages());
    }

    /**
     * Lists the names of a guest's snapshots.
     *
     * @param vmidOrName the guest's id or name
     * @return each with the first line of its description
     * @throws ToolFailure if no one guest is meant, or they cannot be read
     */
    public List<Candidate> snapshots(String vmidOrName) {
        return listed(() -> new Candidates(calls).snapshots(vmidOrName));
    }

    /**
     * Finds guests of a kind by their ids or names, with one look at the cluster's list.
     *
     * @param kind which guests are meant
     * @param idsOrNames digits are an id, anything else is a name
     * @param node where they are; empty for anywhere
     * @return one for each, in the same order
     * @throws ToolFailure if one of them is not there, is of another kind, or its name belongs to several
     */
    public List<GuestAddress> guestsNamed(GuestKind kind, List<String> idsOrNames, Optional<String> node) {
        return masking(() -> new GuestFinder(calls, kind).findEach(idsOrNames, node));
    }

    /**
     * Finds the guests of a kind that a filter lets through, such as {@code status=running,tags~web,pool=shop}.
     *
     * @param kind which guests are meant
     * @param filter as {@code view.filter} of a list: all terms must hold; blank for all guests
     * @return by id; templates only where a term is about the field {@code template}
     * @throws ToolFailure if the filter cannot be understood, or the guests cannot be read
     */
    public List<GuestAddress> guestsWhere(GuestKind kind, String filter) {
        return masking(() -> new GuestChoice(calls, kind).where(filter));
    }

    /**
     * Looks for what may keep a guest from starting.
     *
     * @param vmidOrName its id or its name, of a VM or a container
     * @return status, lock, HA, the last start that failed with the end of its log, and {@code findings} as sentences
     * @throws ToolFailure if no one guest is meant, or it cannot be read
     */
    public Map<String, @Nullable Object> whyNotStarting(String vmidOrName) {
        return told(() -> new StartReport(calls).of(vmidOrName));
    }

    /**
     * Tells how full nodes and storages are.
     *
     * @return per node what is used and what is promised to guests, storages with the fullest first, the thresholds, and
     *         {@code findings} as sentences
     * @throws ToolFailure if it cannot be read
     */
    public Map<String, @Nullable Object> capacity() {
        return told(() -> new CapacityReport(calls).capacity());
    }

    /**
     * Looks for what is not backed up, or was not for a week.
     *
     * @return the same as {@link #backupGaps(int)}
     * @throws ToolFailure if the guests cannot be read
     */
    public Map<String, @Nullable Object> backupGaps() {
        return backupGaps(USUAL_BACKUP_AGE);
    }

    /**
     * Looks for what is not backed up.
     *
     * @param days how old the newest backup of a guest may be
     * @return guests in no enabled job, guests without any backup file or with an old one, disks that a job leaves out, and
     *         {@code findings} as sentences
     * @throws ToolFailure if the guests cannot be read
     */
    public Map<String, @Nullable Object> backupGaps(int days) {
        return told(() -> new BackupReport(calls, days).gaps());
    }

    /**
     * Judges which tools this login may use.
     *
     * @param catalog the tools
     * @return how many are allowed, and each tool's verdict by {@code toolset.area}, with what is missing and the pveum
     *         command that would allow it
     * @throws ToolFailure if the permissions cannot be read
     */
    public Map<String, @Nullable Object> permissions(Catalog catalog) {
        return told(() -> new PermissionReport(calls, catalog).permissions());
    }

    /**
     * Tells which privileges this login lacks for tools.
     *
     * @param catalog the tools
     * @return what is not held anywhere at or below the paths where it is needed
     * @throws ToolFailure if the permissions cannot be read
     */
    public PrivilegePlan lacking(Catalog catalog) {
        return masking(() -> {
            PrivilegeTree held = new PrivilegeTree(Data.of(calls.send(Survey.get("/access/permissions")).data()));
            return PrivilegePlan.of(catalog, calls.version()).without(held::holds);
        });
    }

    /**
     * Tells which version the server has.
     *
     * @return such as {@code 9.2.3}
     * @throws ToolFailure if it cannot be asked
     */
    public String version() {
        return masking(calls::version);
    }

    private Map<String, @Nullable Object> told(Supplier<Map<String, @Nullable Object>> facts) {
        return masking(() -> redactor.map(facts.get()));
    }

    private List<Map<String, @Nullable Object>> rows(Supplier<List<Map<String, @Nullable Object>>> rows) {
        return masking(() -> rows.get().stream().map(redactor::map).toList());
    }

    private List<Candidate> listed(Supplier<List<Candidate>> candidates) {
        return masking(() -> candidates.get().stream()
                .map(found -> new Candidate(redactor.text(found.value()), redactor.text(found.description())))
                .toList());
    }

    private <T> T masking(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ToolFailure failure) {
            throw new FailureRedaction(redactor).of(failure);
        }
    }
}
