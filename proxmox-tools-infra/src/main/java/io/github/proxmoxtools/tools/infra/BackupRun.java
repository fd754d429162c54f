package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.list;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.infra.Guests.Guest;
import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A backup made now.
 *
 * <p>A node passes over guests of other nodes without a word, so that what is asked for is compared with what is there
 * first. Unless told otherwise, Proxmox VE would delete older backups by the storage's own retention after this one.
 */
final class BackupRun {
    static final Param<List<String>> GUESTS = list("vmid", "Guests of one node, by id or name.").optional().notSent();
    static final Param<String> WHERE = text("node", "Needed with all; else found.").pattern(Patterns.NODE).optional();
    static final Param<String> NOTES = text("notes-template",
            "May hold {{guestname}}, {{vmid}}, {{node}}.").max(1024).optional();
    static final Param<Boolean> PROTECTED = Param.flag("protected", "Kept until unprotected.");
    static final Endpoint VZDUMP = post("/nodes/{node}/vzdump", BackupTools.ALL, BackupTools.POOL, BackupTools.STORAGE,
            BackupTools.MODE, BackupTools.COMPRESS, NOTES, PROTECTED, BackupTools.REMOVE, BackupTools.PRUNE);

    private static final String TITLE = "Back up";

    private final Reading reading;
    private final Arguments arguments;

    BackupRun(Reading reading) {
        this.reading = reading;
        this.arguments = reading.arguments();
    }

    Work work() {
        Step step = arguments.find(GUESTS).map(this::ofGuests).or(() -> arguments.find(BackupTools.POOL)
                .map(this::ofPool)).orElseGet(this::ofNode);
        return Work.of(step).answering(answers -> startedTask(answers.getLast()));
    }

    /** The server answers with a word instead of a task, and with success, where it finds nothing to back up. */
    private String startedTask(Data answer) {
        return answer.text().filter(text -> text.startsWith("UPID:")).orElseThrow(() -> new TaskFailure(
                FailureKind.TASK_FAILED, "Nothing was backed up: the node started no task and answered '" + answer
                        + "', as it does where none of the wanted guests is on it" + stopped(),
                "See which guests are on the node, and which of them exclude leaves.", false, Optional.empty(),
                Map.of()));
    }

    /** The node stops them before it looks for guests. */
    private String stopped() {
        return Data.of(arguments.others().get("stop")).flag()
                ? "; because of stop, backups that were running on it were stopped before"
                : "";
    }

    private Step ofGuests(List<String> wanted) {
        Guests.refuseWhatNamesNone(GUESTS.name(), wanted);
        Guests all = Guests.read(reading);
        List<Guest> guests = all.findToChange(reading, GUESTS.name(), wanted);
        String node = arguments.find(WHERE).orElse(guests.getFirst().node());
        List<Guest> elsewhere = guests.stream().filter(guest -> !guest.node().equals(node)).toList();
        if (!elsewhere.isEmpty()) {
            throw InvalidCall.argument(GUESTS.name(), "a backup is made on one node, for its guests; not on " + node
                    + ": " + Guests.told(elsewhere) + "; make one call for each node");
        }
        reading.note("This backup is of " + Guests.told(guests) + ".");
        Query query = deletingNothingUnasked(on(node).with("vmid", guests.stream()
                .map(guest -> Long.toString(guest.vmid())).collect(Collectors.joining(","))));
        return Step.of(TITLE, query).completedBy(() -> {
            all.findToChange(reading, GUESTS.name(), wanted);
            return query;
        });
    }

    private Step ofPool(String pool) {
        List<Guest> guests = Guests.read(reading).inPool(pool);
        String node = nodeOf(pool, guests);
        Set<String> excluded = excluded();
        Predicate<Guest> isLeftOut = guest -> excluded.contains(Long.toString(guest.vmid()));
        Predicate<Guest> isHere = guest -> guest.node().equals(node);
        tell("Not backed up, because they are on other nodes: ", guests, isLeftOut.or(isHere).negate());
        tell("Not backed up, because exclude leaves them out: ", guests, isLeftOut);
        tell("This backup is of guests of pool " + pool + ": ", guests, isHere.and(isLeftOut.negate()));
        Query query = deletingNothingUnasked(on(node));
        return Step.of(TITLE, query).completedBy(() -> {
            refuseOtherMembers(pool, guests);
            return query;
        });
    }

    private String nodeOf(String pool, List<Guest> guests) {
        List<String> nodes = guests.stream().map(Guest::node).distinct().sorted().toList();
        Optional<String> given = arguments.find(WHERE);
        if (given.isEmpty() && nodes.size() != 1) {
            throw InvalidCall.argument(WHERE.name(), nodes.isEmpty()
                    ? "this login sees no guest in the pool " + pool
                    : "the guests of pool " + pool + " are on " + String.join(", ", nodes)
                            + ": make one call for each node");
        }
        String node = given.orElseGet(nodes::getFirst);
        if (!nodes.contains(node)) {
            throw InvalidCall.argument(WHERE.name(), "this login sees no guest of pool " + pool + " on " + node);
        }
        return node;
    }

    private Set<String> excluded() {
        return Set.copyOf(Arrays.asList(String.valueOf(arguments.others().get("exclude")).split("[^0-9]+")));
    }

    private void tell(String what, List<Guest> guests, Predicate<Guest> which) {
        List<Guest> those = guests.stream().filter(which).toList();
        if (!those.isEmpty()) {
            reading.note(what + Guests.told(those) + ".");
        }
    }

    /** The server backs up whatever is in the pool by then. */
    private void refuseOtherMembers(String pool, List<Guest> told) {
        Set<String> before = places(told);
        List<Guest> now = Guests.read(reading).inPool(pool);
        if (!places(now).equals(before)) {
            throw Guests.changed(BackupTools.POOL.name(), "in the pool are by now " + Guests.told(now));
        }
    }

    private static Set<String> places(List<Guest> guests) {
        return guests.stream().map(guest -> guest.vmid() + " on " + guest.node()).collect(Collectors.toSet());
    }

    private Step ofNode() {
        if (!arguments.find(BackupTools.ALL).orElse(false)) {
            throw InvalidCall.argument(BackupTools.ALL.name(), "give vmid, pool or all");
        }
        return Step.of(TITLE, deletingNothingUnasked(on(arguments.find(WHERE).orElseThrow(() -> InvalidCall.argument(
                WHERE.name(), "is needed with all: a backup is made on one node, for its guests")))));
    }

    private Query deletingNothingUnasked(Query query) {
        return BackupTools.SAYS_WHAT_TO_DELETE.holds(arguments)
                ? query
                : query.with(BackupTools.REMOVE.name(), false);
    }

    private static Query on(String node) {
        return Query.of(VZDUMP).with("node", node);
    }
}
