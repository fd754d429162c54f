package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.simulator.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A cluster of its own for one test, spoken to in a few words. */
final class SimulatedApi implements AutoCloseable {
    private final Simulator simulator;

    SimulatedApi(Simulator simulator) {
        this.simulator = simulator;
    }

    static SimulatedApi of(String profile) {
        return new SimulatedApi(Simulator.builder().profile(profile).start());
    }

    static SimulatedApi standalone() {
        return new SimulatedApi(Simulator.builder().nodes("pve1").empty().start());
    }

    Simulator simulator() {
        return simulator;
    }

    String node(int index) {
        return simulator.nodes().get(index);
    }

    void pass(Duration time) {
        simulator.clock().advance(time);
    }

    /** Goes on to shortly after the next begin of a period, so that no test depends on the time of day. */
    void passToBeginOf(Duration period) {
        long sinceBegin = simulator.clock().instant().getEpochSecond() % period.toSeconds();
        pass(period.minusSeconds(sinceBegin).plusSeconds(10));
    }

    RawClient.Answer send(String method, String path, String... namesAndValues) throws Exception {
        String form = form(namesAndValues);
        boolean inBody = method.equals("POST") || method.equals("PUT");
        return RawClient.once(simulator, method, inBody || form.isEmpty() ? path : path + "?" + form,
                inBody ? form : "");
    }

    Object data(String path, String... query) throws Exception {
        return done("GET", path, query);
    }

    Object done(String method, String path, String... namesAndValues) throws Exception {
        RawClient.Answer answer = send(method, path, namesAndValues);
        assertEquals("200 OK", answer.status() + " " + answer.reason(), answer.body());
        return ((Map<?, ?>) Json.read(answer.body())).get("data");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String path, String... query) throws Exception {
        return (Map<String, Object>) data(path, query);
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list(String path, String... query) throws Exception {
        return (List<Map<String, Object>>) data(path, query);
    }

    /** The values of one field of all rows of a list, as text. */
    String column(String path, String field) throws Exception {
        return list(path).stream().map(row -> String.valueOf(row.get(field))).collect(Collectors.joining(" "));
    }

    /** The reason phrase of a refusal, with the texts about single parameters. */
    String refusal(String method, String path, String... namesAndValues) throws Exception {
        RawClient.Answer answer = send(method, path, namesAndValues);
        Object errors = ((Map<?, ?>) Json.read(answer.body())).get("errors");
        return answer.status() + " " + answer.reason() + (errors == null ? "" : " " + errors);
    }

    private static String form(String... namesAndValues) {
        var form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&").append(namesAndValues[i]).append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
