package io.github.proxmoxtools.cli.options;

import io.github.proxmoxtools.tools.spi.FailureKind;
import java.util.Collection;
import java.util.Set;

/** Exit codes of commands that do the same in several places. */
public final class ExitCodes {
    /** All is done, but a task ended with warnings, and that was said to count. */
    public static final int WARNED = 9;

    private ExitCodes() {}

    /**
     * Sums up.
     *
     * @param codes the exit code that each would have alone; 10 says that some of it was done
     * @return 0 if all is done, or there is nothing; 10 if some is done and some is not; the code of the failures if all failed
     *         alike; else 1
     */
    public static int ofSeveral(Collection<Integer> codes) {
        int partial = FailureKind.PARTIAL.exitCode();
        Set<Integer> kinds = Set.copyOf(codes);
        if (kinds.size() <= 1) {
            return kinds.stream().findFirst().orElse(0);
        }
        return kinds.contains(0) || kinds.contains(partial) ? partial : FailureKind.SERVER.exitCode();
    }
}
