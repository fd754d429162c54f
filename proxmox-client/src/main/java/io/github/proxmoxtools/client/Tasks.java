package io.github.proxmoxtools.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks of a server: what Proxmox VE starts in the background and names with a UPID. */
public final class Tasks {
    static final int TAIL_LINES = 20;

    private final ProxmoxClient client;

    /** A part of a log, and how many lines the whole has. */
    record LogPart(List<String> lines, int total) {}

    Tasks(ProxmoxClient client) {
        this.client = client;
    }

    /**
     * Asks where a task stands.
     *
     * @param upid the task
     * @return whether it runs, and how it ended
     * @throws ProxmoxException if the server cannot say
     */
    public TaskStatus status(Upid upid) {
        Object data = client.send(ApiRequest.get(path("/nodes/{node}/tasks/{upid}/status", upid))).data();
        if (!(data instanceof Map<?, ?> fields) || !(fields.get("status") instanceof String status)) {
            throw new MalformedAnswerException(200, "the status of " + upid + " holds no 'status'", null);
        }
        boolean running = !status.equals("stopped");
        Object exitStatus = fields.get("exitstatus");
        return new TaskStatus(upid, running, running || exitStatus == null ? "" : exitStatus.toString());
    }

    /**
     * Reads lines of a task's log.
     *
     * @param upid the task
     * @param start how many lines to leave out at the beginning
     * @param limit how many lines to read at most
     * @return the lines; none if the log is empty so far
     * @throws ProxmoxException if the server cannot say
     */
    public List<String> log(Upid upid, int start, int limit) {
        return logPart(upid, start, limit).lines();
    }

    /**
     * Waits for a task: asks often at first and less often later.
     *
     * <p>A server that cannot be reached for a moment does not end the wait, for the task goes on without it.
     *
     * @param upid the task
     * @param options how long to wait, and who listens
     * @return how it ended, or that it has not
     * @throws ProxmoxException if the server cannot say, or the thread is interrupted; the task goes on
     */
    public TaskOutcome await(Upid upid, TaskWait options) {
        return new TaskWaiting(this, upid, options).await();
    }

    /**
     * Asks the server to stop a task.
     *
     * @param upid the task
     * @throws ProxmoxException if the server refuses
     */
    public void stop(Upid upid) {
        ApiAnswer ignored = client.send(ApiRequest.delete(path("/nodes/{node}/tasks/{upid}", upid)));
    }

    LogPart logPart(Upid upid, int start, int limit) {
        ApiAnswer answer = client.send(ApiRequest.get(path("/nodes/{node}/tasks/{upid}/log", upid),
                Parameter.of("start", Integer.toString(start)), Parameter.of("limit", Integer.toString(limit))));
        List<String> lines = new ArrayList<>();
        if (answer.data() instanceof List<?> rows) {
            rows.forEach(row -> lines.add(text(row)));
        }
        int total = number(answer.envelope().get("total"));
        return new LogPart(isPlaceholder(lines, total) ? List.of() : lines, Math.max(total, 0));
    }

    /** Reads the end of a log. */
    List<String> tail(Upid upid) {
        LogPart first = logPart(upid, 0, TAIL_LINES);
        return first.total() <= TAIL_LINES
                ? first.lines()
                : logPart(upid, first.total() - TAIL_LINES, TAIL_LINES).lines();
    }

    /** An empty log is told by one line that is none. */
    private static boolean isPlaceholder(List<String> lines, int total) {
        return total <= 1 && lines.equals(List.of("no content"));
    }

    private static ApiPath path(String template, Upid upid) {
        return ApiPath.expand(template, Map.of("node", upid.node(), "upid", upid.toString()));
    }

    private static String text(@Nullable Object row) {
        Object text = row instanceof Map<?, ?> fields ? fields.get("t") : null;
        return text == null ? "" : text.toString();
    }

    /** Proxmox VE leaves the total out when it is 0, and sends numbers as text at times. */
    private static int number(@Nullable Object value) {
        try {
            return value == null ? 0 : Integer.parseInt(value.toString());
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
