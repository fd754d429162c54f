package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.ReplicationTools.ID;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.JOB;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.JOBS;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.NEW_ID;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.NEW_JOB;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.NODE;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.RUN_SOON;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.SCHEDULE;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.STATUS;
import static io.github.proxmoxtools.tools.infra.ReplicationTools.VMID;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers new jobs, and finds the node that runs one. */
final class ReplicationScripts {
    private ReplicationScripts() {}

    static Work create(Reading reading) {
        Arguments arguments = reading.arguments();
        arguments.find(SCHEDULE).ifPresent(Schedules::refuseCron);
        long vmid = vmid(reading);
        String id = arguments.find(NEW_ID).orElseGet(() -> nextFree(reading, vmid));
        if (!id.startsWith(vmid + "-")) {
            throw InvalidCall.argument(NEW_ID.name(), "jobs of guest " + vmid + " are called " + vmid + "-0, " + vmid
                    + "-1 and so on, not " + id);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", id);
        return Work.of(Step.of("Create the replication job " + id, Query.of(NEW_JOB).with("id", id)))
                .answering(answers -> result);
    }

    private static long vmid(Reading reading) {
        String wanted = reading.arguments().get(VMID);
        return wanted.chars().allMatch(Character::isDigit)
                ? Long.parseLong(wanted)
                : Guests.read(reading).find(VMID.name(), wanted).vmid();
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
        reading.read(Query.of(JOB)); // a node would note the wish for a job that is not there
        String node = Guests.read(reading).find(ID.name(), id.substring(0, id.indexOf('-'))).node();
        Optional<String> given = reading.arguments().find(NODE).filter(name -> !name.equals(node));
        if (given.isPresent()) {
            throw InvalidCall.argument(NODE.name(), "the guest of " + id + " is on " + node + ", not " + given.get());
        }
        return Work.of(Step.of("Let the job run", Query.of(RUN_SOON).with("node", node)))
                .answering(answers -> reading.read(Query.of(STATUS).with("node", node)).raw());
    }
}
