package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of waiting for a task.
 *
 * @param upid the task
 * @param finished whether the task ended within the time that was given; not to have is no failure
 * @param exitText how it ended, as the server says it; empty if it did not
 * @param duration how long was waited
 * @param logTail the last lines of the log if the task failed or warned, else none
 */
public record TaskOutcome(Upid upid, boolean finished, String exitText, Duration duration, List<String> logTail) {
    private static final Pattern WARNINGS = Pattern.compile("WARNINGS: (\\d{1,9})");

    /** Keeps its own copy of the log. */
    public TaskOutcome {
        logTail = List.copyOf(logTail);
    }

    /**
     * Tells whether the task still ran when the time was over.
     *
     * @return the contrary of {@link #finished}
     */
    public boolean running() {
        return !finished;
    }

    /**
     * Gives how the task ended.
     *
     * @return {@code OK}, {@code WARNINGS: n}, or the error; empty if it did not end, or the server does not say how
     */
    public Optional<String> exitStatus() {
        return exitText.isEmpty() ? Optional.empty() : Optional.of(exitText);
    }

    /**
     * Tells whether the task ended well; warnings do not count against it ({@code PVE::UPID} of pve-common).
     *
     * @return whether the exit status is {@code OK} or {@code WARNINGS: n}
     */
    public boolean ok() {
        return finished && (exitText.equals("OK") || WARNINGS.matcher(exitText).matches());
    }

    /**
     * Counts the warnings.
     *
     * @return the number in {@code WARNINGS: n}, else 0
     */
    public int warnings() {
        Matcher warnings = WARNINGS.matcher(exitText);
        return warnings.matches() ? Integer.parseInt(warnings.group(1)) : 0;
    }

    /**
     * Tells whether the task failed and provably changed nothing, so that it can be started again.
     *
     * @return true only where it did not get the lock under which it does all of its work
     */
    public boolean didNothing() {
        return finished && RetryRule.provesNothingDone(upid, exitText);
    }
}
