package io.github.proxmoxtools.cli.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts guests by how far they are. */
final class Tally {
    private static final String WAITING = "waiting";

    private Tally() {}

    static String of(List<Member> members) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List.of("done", "partial", "failed", "running", "locked", WAITING)
                .forEach(word -> counts.put(word, 0));
        members.forEach(member -> counts.merge(word(member), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((word, count) -> {
            if (count > 0) {
                parts.add(count + " " + word);
            }
        });
        return String.join(", ", parts);
    }

    static String word(Member member) {
        return switch (member.state()) {
            case READY -> WAITING;
            case RUNNING -> "running";
            case LOCKED -> "locked";
            case ENDED -> Report.status(member);
        };
    }
}
