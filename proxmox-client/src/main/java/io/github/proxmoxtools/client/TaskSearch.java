package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the task of a write whose answer was lost.
 *
 * <p>It is known by node, type, id, the user or token that began it, and its begin. The begin is measured by the node's
 * own clock: its time now, less what has passed here since the write was sent.
 */
final class TaskSearch {
    /** Clocks are set while they run, and begins are whole seconds. */
    private static final int MARGIN_SECONDS = 1;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final String MOST_TASKS = "500";

    private final Function<ApiRequest, ApiAnswer> reader;
    private final String user;
    private final TaskTime time;

    /** What the search came to: one task that is the call's, or those that may be. */
    record Finding(@Nullable Upid task, List<Upid> candidates) {}

    /** Takes the way to read, and whose tasks to look for. */
    TaskSearch(Function<ApiRequest, ApiAnswer> reader, String user, TaskTime time) {
        this.reader = reader;
        this.user = user;
        this.time = time;
    }

    Finding find(StartingCall call, Launches.Launch launch, long sentAt, Deadline deadline) {
        OptionalLong since = OptionalLong.empty();
        Set<Upid> seen = new LinkedHashSet<>();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                if (since.isEmpty()) {
                    since = OptionalLong.of(beginOfWindow(call, sentAt, deadline));
                }
                List<Upid> found = launch.among(tasks(call, since.getAsLong(), deadline));
                seen.addAll(found);
                if (found.size() == 1 && launch.claim(found.get(0))) {
                    return new Finding(found.get(0), found);
                }
                if (found.size() > 1) {
                    return new Finding(null, found);
                }
            } catch (RequestInterruptedException interrupted) {
                throw interrupted;
            } catch (ProxmoxException away) {
                if (RetryRule.judge(timeOf(call), away) == RetryRule.Again.NEVER) {
                    return new Finding(null, List.copyOf(seen));
                }
            }
            if (!deadline.allows(pause)) {
                return new Finding(null, List.copyOf(seen));
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private long beginOfWindow(StartingCall call, long sentAt, Deadline deadline) {
        Object data = read(timeOf(call), deadline).data();
        long passed = Duration.ofNanos(time.nanoTime() - sentAt).toSeconds() + 1;
        if (data instanceof Map<?, ?> fields && fields.get("time") instanceof Number now) {
            return now.longValue() - passed - MARGIN_SECONDS;
        }
        throw new MalformedAnswerException(200, "the node does not say its time", null);
    }

    private List<Upid> tasks(StartingCall call, long since, Deadline deadline) {
        ApiPath path = ApiPath.expand("/nodes/{node}/tasks", Map.of("node", call.node()));
        ApiAnswer answer = read(ApiRequest.get(path, Parameter.of("source", "all"),
                Parameter.of("since", Long.toString(since)), Parameter.of("limit", MOST_TASKS)), deadline);
        List<Upid> tasks = new ArrayList<>();
        if (answer.data() instanceof List<?> rows) {
            for (Object row : rows) {
                if (row instanceof Map<?, ?> fields && fields.get("upid") instanceof String text
                        && Upid.looksLikeUpid(text)) {
                    tasks.add(Upid.parse(text));
                }
            }
        }
        tasks.removeIf(task -> task.startTime().getEpochSecond() < since || !task.user().equals(user));
        return tasks;
    }

    private ApiAnswer read(ApiRequest request, Deadline deadline) {
        return reader.apply(request.withDeadline(deadline.atMost(Duration.ofDays(1))));
    }

    private static ApiRequest timeOf(StartingCall call) {
        return ApiRequest.get(ApiPath.expand("/nodes/{node}/time", Map.of("node", call.node())));
    }

    private void pause(Duration duration) {
        try {
            time.pause(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestInterruptedException("looking for the task was interrupted", true, interrupted);
        }
    }
}
