package io.github.proxmoxtools.simulator.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Replays all recorded exchanges in their order, and compares status, reason phrase, headers and the body's shape.
 *
 * <p>{@code target/replay.txt} says how each disagreement looks, {@code docs/simulator-replay.md} why there is one.
 */
class ReplayTest {
    private static final Path PAGE = Path.of(System.getProperty("repository.root"), "docs", "simulator-replay.md");
    private static final int ENOUGH_PERCENT = 98;
    /** The exchanges during which the task that number 749 started was still running. */
    private static final int RUNNING_FROM = 750;
    private static final int RUNNING_TO = 757;

    private final List<String> report = new ArrayList<>();
    private final List<Map<?, ?>> steps = new ArrayList<>();
    private final Map<Exchange, List<String>> disagreements = new LinkedHashMap<>();
    private int agreed;
    private int worded;

    @Test
    void answersAsTheRealServerDid(TestReporter reporter) throws Exception {
        for (String line : Resources.lines("between.jsonl")) {
            steps.add((Map<?, ?>) Json.read(line));
        }
        List<Exchange> exchanges = Exchange.all("exchanges.jsonl");
        try (var machine = new RecordedMachine()) {
            for (Exchange exchange : exchanges) {
                replay(machine, exchange);
            }
        }
        String figure = agreed + " of " + exchanges.size() + " exchanges agree";
        report.addFirst(figure + "; " + worded + " of them say the same words in message, errors and exitstatus");
        Files.write(Path.of("target", "replay.txt"), report);
        reporter.publishEntry("replay", figure);
        assertTrue(agreed * 100 >= exchanges.size() * ENOUGH_PERCENT, figure);
        comparePage(exchanges);
    }

    private void comparePage(List<Exchange> exchanges) throws IOException {
        long cut = exchanges.stream().filter(Exchange::isAnswerCut).count();
        long raw = exchanges.stream().filter(Exchange::isRaw).count();
        var page = new ReplayPage(exchanges.size(), agreed, worded, steps.size()).text(disagreements, raw, cut);
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), PAGE + " is stale; './mvnw test -Pgolden' rewrites it");
    }

    private void replay(RecordedMachine machine, Exchange exchange) throws Exception {
        if (exchange.number() < RUNNING_FROM || exchange.number() > RUNNING_TO) {
            machine.letTimePass();
        }
        for (Map<?, ?> step : steps) {
            if (Integer.parseInt(String.valueOf(step.get("before"))) == exchange.number()) {
                machine.meanwhile(step);
            }
        }
        Optional<HttpAnswer> expected = exchange.answer();
        Optional<HttpAnswer> actual = machine.replay(exchange);
        List<String> differences = differences(expected, actual, exchange.isAnswerCut());
        if (differences.isEmpty() && exchange.isAnswerCut()) {
            agreed++;
            worded++;
        } else if (differences.isEmpty()) {
            agreed++;
            compareWords(machine, exchange, expected, actual);
        } else {
            disagreements.put(exchange, differences);
            report.add(exchange + "\n    " + String.join("\n    ", differences));
        }
    }

    private void compareWords(RecordedMachine machine, Exchange exchange, Optional<HttpAnswer> expected,
            Optional<HttpAnswer> actual)
            throws IOException {
        Map<String, String> theirs = expected.isEmpty()
                ? Map.of()
                : Shape.spoken(machine.translated(expected.get().text()));
        Map<String, String> ours = actual.isEmpty() ? Map.of() : Shape.spoken(actual.get().text());
        if (theirs.equals(ours)) {
            worded++;
        } else {
            report.add(exchange + "\n    words: expected " + theirs + "\n             got " + ours);
        }
    }

    private static List<String> differences(Optional<HttpAnswer> expected, Optional<HttpAnswer> actual, boolean isCut)
            throws IOException {
        if (expected.isEmpty() || actual.isEmpty()) {
            return expected.isEmpty() && actual.isEmpty()
                    ? List.of()
                    : List.of("expected " + (expected.isEmpty() ? "no answer" : "an answer") + ", got "
                            + actual.map(ReplayTest::line).orElse("none"));
        }
        List<String> differences = new ArrayList<>();
        if (!line(expected.get()).equals(line(actual.get()))) {
            differences.add("expected " + line(expected.get()));
            differences.add("     got " + line(actual.get()) + " " + actual.get().text());
            return differences;
        }
        compare("header", new HashSet<>(expected.get().meaningfulHeaders()),
                new HashSet<>(actual.get().meaningfulHeaders()), differences);
        if (isCut) {
            return differences;
        }
        compare("body", Shape.of(expected.get().text()), Shape.of(actual.get().text()), differences);
        return differences;
    }

    private static void compare(String what, Set<String> expected, Set<String> actual, List<String> differences) {
        for (String part : expected) {
            if (!actual.contains(part)) {
                differences.add(what + " lacks " + part);
            }
        }
        for (String part : actual) {
            if (!expected.contains(part)) {
                differences.add(what + " has " + part);
            }
        }
    }

    private static String line(HttpAnswer answer) {
        return answer.status() + " " + answer.reason();
    }
}
