package io.github.proxmoxtools.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls under way that start tasks, and the tasks that this client has heard of: a task that belongs to another call
 * must not be taken for the one that is looked for.
 */
final class Launches {
    private static final int REMEMBERED = 1000;

    private final Set<String> heard = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final List<Launch> underWay = new ArrayList<>();

    /** A call under way. */
    final class Launch implements AutoCloseable {
        private final StartingCall call;

        private Launch(StartingCall call) {
            this.call = call;
        }

        /** Notes the task that the server has answered with. */
        void answered(@Nullable Object data) {
            if (data instanceof String text && Upid.looksLikeUpid(text)) {
                synchronized (Launches.this) {
                    heard.add(text);
                }
            }
        }

        /** Gives the tasks of a list that may be this call's. */
        List<Upid> among(List<Upid> tasks) {
            synchronized (Launches.this) {
                return tasks.stream().filter(call::mayHaveStarted).filter(task -> !heard.contains(task.toString()))
                        .toList();
            }
        }

        /** Takes a task for this call's; not while another call is under way whose task it might be. */
        boolean claim(Upid task) {
            synchronized (Launches.this) {
                boolean alone = underWay.stream().noneMatch(other -> !other.equals(this) && other.call.resembles(call));
                return alone && heard.add(task.toString());
            }
        }

        @Override
        public void close() {
            synchronized (Launches.this) {
                underWay.remove(this);
            }
        }
    }

    /** Begins a call; empty if it starts no task. */
    Optional<Launch> begin(ApiRequest request) {
        Optional<Launch> launch = StartingCall.of(request).map(Launch::new);
        synchronized (this) {
            launch.ifPresent(underWay::add);
        }
        return launch;
    }
}
