package io.github.proxmoxtools.cli.waiting;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a guest is waited for. */
enum Goal {
    /** It runs. */
    RUNNING("status=running"),
    /** It does not run. */
    STOPPED("status=stopped"),
    /** Its guest agent answers. */
    AGENT("agent"),
    /** It has an address. */
    IP("ip"),
    /** No operation holds it. */
    UNLOCKED("unlocked"),
    /** None of its tasks runs. */
    TASK("task");

    private static final Set<Goal> NEED_RUNNING = EnumSet.of(RUNNING, AGENT, IP);

    private final String word;

    Goal(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Reads all that are given, each of which may be several joined by commas. */
    static Set<Goal> named(List<String> texts) {
        Set<Goal> goals = EnumSet.noneOf(Goal.class);
        texts.forEach(text -> Arrays.stream(text.split(",", -1)).map(Goal::named).forEach(goals::add));
        if (goals.contains(STOPPED) && goals.stream().anyMatch(NEED_RUNNING::contains)) {
            throw Usage.error("--for: a guest that is stopped neither runs nor answers",
                    "Wait for status=stopped alone, or with " + UNLOCKED.word + " or " + TASK.word + ".");
        }
        return goals;
    }

    private static Goal named(String text) {
        return Arrays.stream(values()).filter(goal -> goal.word.equals(text)).findFirst()
                .orElseThrow(
                        () -> Usage.error("--for: '" + CellText.clean(text) + "' is nothing that can be waited for",
                                "Choose " + words() + "."));
    }

    static String words() {
        return Arrays.stream(values()).map(Goal::word).collect(Collectors.joining(", "));
    }
}
