package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.ReplicationTools.ID;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.JOB;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.JOBS;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.NEW_ID;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.NEW_JOB;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.NODE;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.RUN_SOON;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.STATUS;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.TARGET;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.VMID;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers new jobs, and finds the node that runs one. */
final class ReplicationScripts {
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    private ReplicationScripts() {}

    static Work create(Reading reading) {
        Arguments arguments = reading.arguments();
        long vmid = vmid(reading);
        String id = arguments.find(NEW_ID).orElseGet(() -> nextFree(reading, vmid));
        if (!id.startsWith(vmid + "-")) {
            throw InvalidCall.argument(NEW_ID.name(), "jobs of guest " + vmid + " are called " + vmid + "-0, " + vmid
                    + "-1 and so on, not " + id);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        Step step = step(reading, id, result);
        boolean numbered = arguments.find(NEW_ID).isEmpty();
        return Work.of(
                numbered ? step.whenRefused(FailureKind.ALREADY_EXISTS, () -> next(reading, vmid, id, result)) : step)
                .answering(answers -> result);
    }

    private static Step step(Reading reading, String id, Map<String, Object> result) {
        result.put("id", id);
        Query query = Query.of(NEW_JOB).with("id", id);
        return Step.of("Create the replication job " + id, query).completedBy(() -> {
            refuseOtherGuest(id, vmid(reading));
            return query;
        });
    }

    private static void refuseOtherGuest(String id, long vmid) {
        if (!id.startsWith(vmid + "-")) {
            throw new InvalidCall(FailureKind.CHANGED_MEANWHILE, "The guest of that name is " + vmid
                    + " by now, and the job would be " + id + "; nothing was changed", "Name the guest by its vmid.",
                    Map.of());
        }
    }

    /** Somebody took the number meanwhile, unless it is still free: then the refusal was about the target. */
    private static Step next(Reading reading, long vmid, String refused, Map<String, Object> result) {
        String id = nextFree(reading, vmid);
        if (id.equals(refused)) {
            throw new InvalidCall(FailureKind.ALREADY_EXISTS, "Guest " + vmid + " is already copied to "
                    + reading.arguments().get(TARGET), "There is one job for each guest and target; list them.",
                    Map.of());
        }
        return step(reading, id, result).whenRefused(FailureKind.ALREADY_EXISTS, () -> next(reading, vmid, id, result));
    }

    /** What callers of before gave: a node that nobody needs, and enabled where Proxmox VE has disable. */
    static Map<String, @Nullable Object> olderForms(Map<String, @Nullable Object> raw) {
        Map<String, @Nullable Object> today = new LinkedHashMap<>(Schedules.refuseCron(raw));
        today.remove("node");
        if (today.get("enabled") != null) {
            Object enabled = today.remove("enabled");
            String text = String.valueOf(enabled).toLowerCase(Locale.ROOT);
            if (!YES.contains(text) && !NO.contains(text)) {
                throw InvalidCall.argument("enabled", "must be true or false");
            }
            if (today.get("disable") != null) {
                throw InvalidCall.argument("enabled", "is the opposite of disable, which is given too");
            }
            today.put("disable", NO.contains(text));
        }
        return today;
    }

    private static long vmid(Reading reading) {
        String wanted = reading.arguments().get(VMID);
        return Guests.isId(wanted)
                ? Long.parseLong(wanted)
                : Guests.read(reading).findToChange(reading, VMID.name(), List.of(wanted)).getFirst().vmid();
    }

    private static String nextFree(Reading reading, long vmid) {
        Set<String> taken = reading.read(Query.of(JOBS)).items().stream().flatMap(job -> job.at("id").text().stream())
                .collect(Collectors.toSet());
        int number = 0;
        while (taken.contains(vmid + "-" + number)) {
            number++;
        }
        return vmid + "-" + number;
    }

    static Work run(Reading reading) {
        String id = reading.arguments().get(ID);
        if (reading.read(Query.of(JOB)).at("disable").flag()) {
            throw InvalidCall.argument(ID.name(), id + " is disabled: the scheduler would pass it over");
        }
        String node = Guests.read(reading).find(ID.name(), id.substring(0, id.indexOf('-'))).node();
        Optional<String> given = reading.arguments().find(NODE).filter(name -> !name.equals(node));
        if (given.isPresent()) {
            throw InvalidCall.argument(NODE.name(), "the guest of " + id + " is on " + node + ", not " + given.get());
        }
        Query status = Query.of(STATUS).with("node", node);
        long before = reading.read(status).at("last_try").whole().orElse(0L);
        return Work.of(Step.of("Let the job run", Query.of(RUN_SOON).with("node", node)))
                .answering(answers -> state(reading, status, before));
    }

    private static void refuseFailed(Data ran, String id) {
        ran.at("error").text().filter(error -> !error.isBlank()).ifPresent(error -> {
            Map<String, Object> state = new LinkedHashMap<>();
            ran.fields().forEach((name, value) -> {
                if (value != null) {
                    state.put(name, value);
                }
            });
            throw new TaskFailure(FailureKind.TASK_FAILED, "The run of " + id + " failed: " + error.strip(),
                    "The job's log says more; the scheduler tries again by itself.", false, Optional.empty(), state);
        });
    }

    private static @Nullable Object state(Reading reading, Query status, long before) {
        Optional<Data> ran = reading.waits()
                ? reading.readUntil(status, now -> now.at("last_try").whole().orElse(0L) > before
                        && now.at("pid").isAbsent())
                : Optional.empty();
        if (ran.isEmpty()) {
            reading.note("The run has not ended yet: the scheduler looks once a minute.");
        }
        ran.ifPresent(now -> refuseFailed(now, reading.arguments().get(ID)));
        return ran.orElseGet(() -> reading.read(status)).raw();
    }
}
