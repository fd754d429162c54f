package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Replays exchanges that were recorded on a real server, and reports how many end with the same status and reason.
 *
 * <p>The environment variable PVE_CORPUS names the file: one JSON object per line. What disagrees is written to
 * {@code target/corpus-disagreements.txt}.
 */
@EnabledIfEnvironmentVariable(named = "PVE_CORPUS", matches = ".+")
class CorpusReplayTest {
    private static final String SECRET = "00000000-0000-4000-8000-00000000c0de";
    private static final Pattern UPID = Pattern.compile("UPID:[^\"/ ]+:(?=\"|/|$|\\?)");

    private final Map<String, String> upids = new HashMap<>();
    private final List<String> disagreements = new ArrayList<>();

    @Test
    void answersAsTheRealServerDid(TestReporter reporter) throws Exception {
        Path corpus = Path.of(System.getenv("PVE_CORPUS"));
        int agreed = 0;
        int played = 0;
        try (Simulator simulator = Simulator.builder().nodes("pve1").empty().taskSpeed(100_000).start()) {
            prepare(simulator.state());
            int number = 0;
            for (String line : Files.readAllLines(corpus)) {
                Map<?, ?> exchange = (Map<?, ?>) Json.read(line);
                Optional<Boolean> agrees = replay(simulator, exchange, number++);
                played += agrees.isPresent() ? 1 : 0;
                agreed += agrees.filter(yes -> yes).isPresent() ? 1 : 0;
            }
        }
        String figure = agreed + " of " + played + " replayed exchanges agree";
        disagreements.addFirst(figure);
        Files.write(Path.of("target", "corpus-disagreements.txt"), disagreements);
        reporter.publishEntry("corpus", figure);
        assertTrue(agreed * 2 > played, figure);
    }

    private static void prepare(SimulatorState state) {
        state.addUser("auditor@pve", "auditor-password").addUser("noperm@pve", "noperm-password")
                .addToken("admin@pve", "ci", SECRET, false).addToken("auditor@pve", "ci", SECRET, true)
                .addToken("auditor@pve", "full", SECRET, false).addToken("noperm@pve", "ci", SECRET, false)
                .addToken("root@pam", "ci", SECRET, false).grant("/", "auditor@pve", "PVEAuditor")
                .addVirtualMachine(100, "pve1", "vm100").power(100, true);
    }

    private Optional<Boolean> replay(Simulator simulator, Map<?, ?> exchange, int number) throws Exception {
        if (exchange.get("status") == null || String.valueOf(exchange.get("request_body")).startsWith("<chunked")) {
            return Optional.empty();
        }
        Optional<String> authorization = authorization(String.valueOf(exchange.get("auth")));
        if (authorization.isEmpty()) {
            return Optional.empty();
        }
        String path = translated(String.valueOf(exchange.get("path")));
        RawClient.Answer answer;
        try (var client = new RawClient(simulator, "pve1", authorization.get())) {
            answer = client.sendRaw(request(exchange, path, client.credentials()));
        }
        learn(String.valueOf(exchange.get("response_body")), answer.body());
        String expected = exchange.get("status") + " " + exchange.get("reason");
        String actual = answer.status() + " " + answer.reason();
        if (!expected.equals(actual)) {
            disagreements.add(number + " " + exchange.get("method") + " " + path + " " + exchange.get("request_body")
                    + "\n    expected " + expected + "\n    actual   " + actual + " " + answer.body());
        }
        return Optional.of(expected.equals(actual));
    }

    private static String request(Map<?, ?> exchange, String path, String credentials) {
        String body = exchange.get("request_body") == null ? "" : String.valueOf(exchange.get("request_body"));
        Object type = exchange.get("request_headers") instanceof Map<?, ?> headers ? headers.get("Content-Type") : null;
        return exchange.get("method") + " " + path + " HTTP/1.1\r\nHost: x\r\n" + credentials
                + (type == null ? "" : "Content-Type: " + type + "\r\n")
                + (body.isEmpty() ? "" : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n")
                + "\r\n" + body;
    }

    private static Optional<String> authorization(String auth) {
        return switch (auth) {
            case "none" -> Optional.of("");
            case "token:auditor" -> Optional.of("PVEAPIToken=auditor@pve!full=" + SECRET);
            case "token:auditor-privsep" -> Optional.of("PVEAPIToken=auditor@pve!ci=" + SECRET);
            case "token:admin" -> Optional.of("PVEAPIToken=admin@pve!ci=" + SECRET);
            case "token:noperm" -> Optional.of("PVEAPIToken=noperm@pve!ci=" + SECRET);
            case "token:root" -> Optional.of("PVEAPIToken=root@pam!ci=" + SECRET);
            default -> Optional.empty();
        };
    }

    private String translated(String path) {
        Matcher match = UPID.matcher(path);
        return match.replaceAll(
                found -> Matcher.quoteReplacement(upids.getOrDefault(found.group(), found.group())));
    }

    private void learn(String recorded, String answered) throws IOException {
        Matcher theirs = UPID.matcher(recorded);
        Matcher ours = UPID.matcher(answered);
        if (recorded.startsWith("{\"data\":\"UPID:") && theirs.find() && ours.find()) {
            upids.put(theirs.group(), ours.group());
        }
    }
}
