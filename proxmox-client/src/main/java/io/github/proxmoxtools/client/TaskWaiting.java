package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.ApiException.Meaning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One wait for one task. */
final class TaskWaiting {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration TOLERATED_ABSENCE = Duration.ofSeconds(30);
    private static final int LINES_AT_ONCE = 500;

    private final Tasks tasks;
    private final Upid upid;
    private final TaskWait options;
    private final long begin;
    private long lastHeard;
    private int linesHeard;

    TaskWaiting(Tasks tasks, Upid upid, TaskWait options) {
        this.tasks = tasks;
        this.upid = upid;
        this.options = options;
        this.begin = options.time().nanoTime();
        this.lastHeard = begin;
    }

    TaskOutcome await() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<TaskStatus> status = ask();
            if (status.isPresent() && !status.get().running()) {
                return finished(status.get());
            }
            Duration left = left();
            if (!left.isPositive()) {
                return new TaskOutcome(upid, false, "", since(begin), List.of());
            }
            pause(left.compareTo(pause) < 0 ? left : pause);
            pause = longer(pause);
        }
    }

    /** Asks for status and news; empty if the server is away for a moment. */
    private Optional<TaskStatus> ask() {
        try {
            TaskStatus status = tasks.status(upid);
            tellNews(status);
            lastHeard = options.time().nanoTime();
            return Optional.of(status);
        } catch (ProxmoxException failure) {
            if (isPassing(failure) && since(lastHeard).compareTo(TOLERATED_ABSENCE) < 0) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private void tellNews(TaskStatus status) {
        @Nullable
        TaskListener listener = options.hearer();
        if (listener == null) {
            return;
        }
        List<String> lines;
        do {
            lines = ifToBeHad(() -> tasks.log(upid, linesHeard, LINES_AT_ONCE));
            linesHeard += lines.size();
            listener.progress(status, lines);
        } while (lines.size() == LINES_AT_ONCE && left().isPositive());
    }

    private TaskOutcome finished(TaskStatus status) {
        Duration duration = since(begin);
        List<String> tail = status.exitText().equals("OK") ? List.of() : ifToBeHad(() -> tasks.tail(upid));
        return new TaskOutcome(upid, true, status.exitText(), duration, tail);
    }

    /** Where the task stands is known: not to get its log does not change that. */
    private static List<String> ifToBeHad(Supplier<List<String>> log) {
        try {
            return log.get();
        } catch (RequestInterruptedException interrupted) {
            throw interrupted;
        } catch (ProxmoxException noLog) {
            return List.of();
        }
    }

    private void pause(Duration duration) {
        try {
            options.time().pause(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestInterruptedException("waiting for " + upid + " was interrupted; the task goes on", false,
                    interrupted);
        }
    }

    private Duration left() {
        return options.maximum().minus(since(begin));
    }

    private Duration since(long moment) {
        return Duration.ofNanos(options.time().nanoTime() - moment);
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private static boolean isPassing(ProxmoxException failure) {
        return switch (failure) {
            case UnreachableException unreachable -> true;
            case AnswerTimeoutException late -> true;
            case ConnectionLostException lost -> true;
            case ApiException answer -> answer.meaning() == Meaning.NODE_UNREACHABLE
                    || (answer.meaning() == Meaning.SERVER && answer.status() >= 500);
            case MalformedAnswerException malformed -> malformed.status() >= 502 && malformed.status() <= 504;
            case CertificateRejectedException rejected -> false;
            case RequestInterruptedException interrupted -> false;
            case RequestRefusedException refused -> false;
            case LoginException login -> false;
            case OutcomeUnknownException unknown -> false;
            case TransferException transfer -> false;
        };
    }
}
