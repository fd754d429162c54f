package io.github.proxmoxtools.tools.engine;

import java.util.List;
import java.util.Optional;

/**
 * The part of a list that the server gave, where it pages the list itself: logs of tasks begin with 50 lines.
 *
 * @param rows how many came
 * @param inAll how many there are
 * @param reads what was read for them: several nodes have a list each
 */
record ServedPart(int rows, int inAll, List<Answered> reads) {
    /** Nothing where all came, and where the server does not say. */
    static Optional<ServedPart> of(List<Answered> reads) {
        ServedPart part = new ServedPart(reads.stream().mapToInt(Answered::rows).sum(),
                reads.stream().mapToInt(Answered::inAll).sum(), reads);
        return part.inAll() > part.rows() ? Optional.of(part) : Optional.empty();
    }

    String note() {
        if (reads.size() > 1) {
            return "The nodes gave " + rows + " of " + inAll + "; start and limit, which count on each node, get the "
                    + "others.";
        }
        long skipped = reads.getFirst().skipped();
        String given = rows == 0 ? "nothing" : rows + " of " + inAll;
        return "The server gave " + given + (skipped > 0 ? " after skipping " + skipped : "")
                + (rows == 0 ? ", and has " + inAll + " in all" : "") + "; start and limit get the others.";
    }
}
