package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.simulator.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls of a simulated cluster's API, in few words. */
final class Api {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Simulator simulator;
    private final String credentials;

    Api(Simulator simulator) {
        this(simulator, "Authorization: PVEAPIToken=" + simulator.adminTokenId() + "=" + simulator.adminTokenSecret());
    }

    private Api(Simulator simulator, String credentials) {
        this.simulator = simulator;
        this.credentials = credentials;
    }

    /** The same cluster for somebody who has logged in. */
    static Api withTicket(Simulator simulator, String user, String password) throws Exception {
        var nobody = new Api(simulator, "X-Nothing: 1");
        Map<?, ?> login = (Map<?, ?>) Objects.requireNonNull(nobody.data("POST", "/access/ticket",
                "username=" + encoded(user) + "&password=" + encoded(password)));
        return new Api(simulator, "Cookie: PVEAuthCookie=" + encoded(String.valueOf(login.get("ticket")))
                + "\r\nCSRFPreventionToken: " + login.get("CSRFPreventionToken"));
    }

    /** The same cluster for a user's token, who has these roles and no others. */
    Api as(String user, Map<String, String> rolesByPath) {
        String secret = "00000000-0000-4000-8000-00000000abcd";
        simulator.state().addUser(user, "password-1").addToken(user, "tests", secret, false);
        rolesByPath.forEach((path, role) -> simulator.state().grant(path, user, role));
        return new Api(simulator, "Authorization: PVEAPIToken=" + user + "!tests=" + secret);
    }

    RawClient.Answer send(String method, String path, String body) throws Exception {
        String type = body.isEmpty() ? "" : "Content-Type: application/x-www-form-urlencoded\r\n";
        boolean isWrite = method.equals("POST") || method.equals("PUT");
        try (var client = new RawClient(simulator, simulator.nodes().getFirst())) {
            return client
                    .sendRaw(method + " /api2/json" + path + " HTTP/1.1\r\nHost: x\r\n" + credentials + "\r\n" + type
                            + (isWrite ? "Content-Length: " + body.length() + "\r\n" : "") + "\r\n" + body);
        }
    }

    @Nullable
    Object data(String method, String path, String body) throws Exception {
        RawClient.Answer answer = send(method, path, body);
        assertEquals(200, answer.status(), answer.toString());
        return ((Map<?, ?>) Json.read(answer.body())).get("data");
    }

    Map<?, ?> map(String path) throws Exception {
        return (Map<?, ?>) Objects.requireNonNull(data("GET", path, ""));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list(String path) throws Exception {
        return (List<Map<String, Object>>) Objects.requireNonNull(data("GET", path, ""));
    }

    /** Status and reason of an answer that is an error. */
    String refusal(String method, String path, String body) throws Exception {
        RawClient.Answer answer = send(method, path, body);
        return answer.status() + " " + answer.reason();
    }

    Map<?, ?> errors(String method, String path, String body) throws Exception {
        return (Map<?, ?>) ((Map<?, ?>) Json.read(send(method, path, body).body())).get("errors");
    }

    /** Starts a task, waits for its end, and gives its exit status. */
    String finish(String method, String path, String body) throws Exception {
        String upid = String.valueOf(data(method, path, body));
        simulator.clock().advance(LONG);
        return exitStatus(upid);
    }

    String exitStatus(String upid) throws Exception {
        return String.valueOf(map(task(upid) + "/status").get("exitstatus"));
    }

    List<String> log(String upid) throws Exception {
        return list(task(upid) + "/log?limit=0").stream().map(line -> String.valueOf(line.get("t"))).toList();
    }

    String newestTask(String node) throws Exception {
        return String.valueOf(list("/nodes/" + node + "/tasks?limit=1&source=all").getFirst().get("upid"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String task(String upid) {
        return "/nodes/" + upid.split(":", -1)[1] + "/tasks/" + encoded(upid);
    }
}
