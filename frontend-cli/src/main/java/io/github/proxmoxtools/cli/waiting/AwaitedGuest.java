package io.github.proxmoxtools.cli.waiting;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A VM or container that is waited for until all goals hold at the same look. */
final class AwaitedGuest implements Awaited {
    private static final String RUNNING = "running";

    private final Facts facts;
    private final String name;
    private final Optional<String> node;
    private final Set<Goal> goals;
    private @Nullable GuestAddress place;

    /**
     * Prepares waiting.
     *
     * @param facts reads
     * @param name vmid or name
     * @param node where it must be found, if that matters
     * @param goals what shall hold
     */
    AwaitedGuest(Facts facts, String name, Optional<String> node, Set<Goal> goals) {
        this.facts = facts;
        this.name = name;
        this.node = node;
        this.goals = Set.copyOf(goals);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Look look() {
        GuestAddress known = place;
        GuestAddress guest = known == null ? found() : known;
        place = guest;
        try {
            return look(guest, Data.of(facts.statusNow(guest)));
        } catch (ToolFailure failure) {
            if (known == null || failure.kind() != FailureKind.NOT_FOUND) {
                throw failure;
            }
            return lookElsewhere(guest, failure);
        }
    }

    /** What can never hold is refused. */
    private GuestAddress found() {
        GuestAddress guest = facts.find(name, node);
        if (guest.kind() == GuestKind.LXC && goals.contains(Goal.AGENT)) {
            throw Usage.error("--for agent: " + guest + " has none; a guest agent runs in VMs only",
                    "Wait for status=running or ip.");
        }
        return guest;
    }

    /** It may have been migrated while it was waited for. */
    private Look lookElsewhere(GuestAddress before, ToolFailure failure) {
        GuestAddress now = facts.find(name, node);
        if (now.node().equals(before.node())) {
            throw failure;
        }
        place = now;
        return look(now, Data.of(facts.statusNow(now)));
    }

    private Look look(GuestAddress guest, Data status) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("vmid", guest.vmid());
        told.put("name", status.at("name").text().orElse(guest.name()));
        told.put("type", guest.kind().apiName());
        told.put("node", guest.node());
        told.put("status", status.at("status").raw());
        List<String> open = new ArrayList<>();
        for (Goal goal : Goal.values()) {
            if (goals.contains(goal)) {
                missing(goal, guest, status, told).ifPresent(how -> open.add(goal.word() + " (" + how + ")"));
            }
        }
        return new Look(guest.toString(), told, open);
    }

    /** Says how it is instead of as it should be. */
    private Optional<String> missing(Goal goal, GuestAddress guest, Data status, Map<String, @Nullable Object> told) {
        String state = status.at("status").text().orElse("unknown");
        return switch (goal) {
            case RUNNING -> unless(state.equals(RUNNING), "is " + state);
            case STOPPED -> unless(state.equals("stopped"), "is " + state);
            case UNLOCKED -> status.at("lock").text().filter(lock -> !lock.isEmpty()).map(lock -> "locked: " + lock);
            case TASK -> unless(facts.runningTasks(guest));
            case AGENT -> state.equals(RUNNING) ? agent(guest, status) : Optional.of("is " + state);
            case IP -> state.equals(RUNNING) ? address(guest, status, told) : Optional.of("is " + state);
        };
    }

    private static Optional<String> unless(boolean holds, String how) {
        return holds ? Optional.empty() : Optional.of(how);
    }

    private static Optional<String> unless(List<Map<String, @Nullable Object>> tasks) {
        return unless(tasks.isEmpty(), "runs: " + tasks.stream().map(task -> String.valueOf(task.get("type")))
                .collect(Collectors.joining(", ")));
    }

    private Optional<String> agent(GuestAddress guest, Data status) {
        return answering(guest, status, () -> {
            facts.reachAgent(guest);
            return Optional.empty();
        });
    }

    private Optional<String> address(GuestAddress guest, Data status, Map<String, @Nullable Object> told) {
        return answering(guest, status, () -> {
            List<String> addresses = facts.addresses(guest);
            told.put("addresses", addresses);
            return unless(!addresses.isEmpty(), "has none");
        });
    }

    private interface Question {
        Optional<String> ask();
    }

    private static Optional<String> answering(GuestAddress guest, Data status, Question question) {
        if (guest.kind() == GuestKind.VM) {
            requireAgent(guest, status);
        }
        try {
            return question.ask();
        } catch (ToolFailure failure) {
            if (failure.kind() != FailureKind.AGENT_NOT_RUNNING) {
                throw failure;
            }
            return Optional.of("the guest agent does not answer");
        }
    }

    private static void requireAgent(GuestAddress guest, Data status) {
        if (!status.at("agent").flag()) {
            throw Usage.error(guest + " has no guest agent enabled, and nothing else tells whether it answers or which "
                    + "addresses it has",
                    "Enable it (agent=1), install qemu-guest-agent in the guest, and start it anew.");
        }
    }
}
