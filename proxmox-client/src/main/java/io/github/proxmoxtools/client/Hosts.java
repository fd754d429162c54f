package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one cluster, and which of them to ask next.
 *
 * <p>The one that answered last is asked first; one that could not be reached is left alone for a while.
 */
final class Hosts {
    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final TaskTime time;
    private final Map<Host, State> states = new LinkedHashMap<>();
    private @Nullable Host preferred;

    private static final class State {
        private final Optional<Member> member;
        private int failures;
        private long restsSince;

        State(Optional<Member> member) {
            this.member = member;
        }
    }

    Hosts(List<Host> configured, TaskTime time) {
        this.time = time;
        configured.forEach(host -> states.put(host, new State(Optional.empty())));
    }

    /** Gives the hosts to ask, in order; never none. */
    synchronized List<Host> inOrder() {
        List<Host> awake = new ArrayList<>(states.keySet());
        awake.removeIf(host -> isResting(state(host)));
        if (awake.isEmpty()) {
            awake.addAll(states.keySet());
        }
        if (preferred != null && awake.remove(preferred)) {
            awake.add(0, preferred);
        }
        return awake;
    }

    synchronized void answered(Host host) {
        State state = states.get(host);
        if (state != null) {
            state.failures = 0;
            preferred = host;
        }
    }

    /** Notes that no connection came about; a host that nobody named goes when it shows another certificate. */
    synchronized void failed(Host host, ProxmoxException failure) {
        State state = states.get(host);
        if (state == null) {
            return;
        }
        if (failure instanceof CertificateRejectedException && state.member.isPresent()) {
            states.remove(host);
        } else if (failure instanceof UnreachableException) {
            state.failures++;
            state.restsSince = time.nanoTime();
        }
    }

    /** Replaces what was learned about the cluster; hosts that were named stay. */
    synchronized void learn(List<Member> members) {
        states.values().removeIf(state -> state.member.filter(member -> !members.contains(member)).isPresent());
        for (Member member : members) {
            states.putIfAbsent(member.host(), new State(Optional.of(member)));
        }
    }

    /** Gives the member behind a host, unless somebody named that host. */
    synchronized Optional<Member> member(Host host) {
        State state = states.get(host);
        return state == null ? Optional.empty() : state.member;
    }

    synchronized List<Member> members() {
        return states.values().stream().flatMap(state -> state.member.stream()).toList();
    }

    @Override
    public synchronized String toString() {
        return states.entrySet().stream().filter(entry -> entry.getValue().member.isEmpty())
                .map(entry -> entry.getKey().toString()).collect(Collectors.joining(", "));
    }

    private State state(Host host) {
        return Optional.ofNullable(states.get(host)).orElseThrow();
    }

    private boolean isResting(State state) {
        if (state.failures == 0) {
            return false;
        }
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(state.failures - 1, 10));
        Duration shorter = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
        return time.nanoTime() - state.restsSince < shorter.toNanos();
    }
}
