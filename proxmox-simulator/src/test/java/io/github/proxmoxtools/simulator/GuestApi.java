package io.github.proxmoxtools.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The demo cluster, whose tasks take their real times and are waited for by turning its clock. */
final class GuestApi implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final SimulatedApi api;

    GuestApi(String profile) {
        api = new SimulatedApi(Simulator.builder().profile(profile).taskSpeed(1).start());
    }

    GuestApi() {
        this("9.2");
    }

    Simulator simulator() {
        return api.simulator();
    }

    SimulatorState state() {
        return api.simulator().state();
    }

    SimulatorTasks tasks() {
        return api.simulator().tasks();
    }

    void pass(Duration time) {
        api.pass(time);
    }

    /** Starts a task, lets it end, and tells how it ended. */
    String exit(String method, String path, String... form) throws Exception {
        return ended(started(method, path, form));
    }

    /** Starts a task that is left running. */
    String started(String method, String path, String... form) throws Exception {
        return String.valueOf(api.done(method, "/nodes/" + path, form));
    }

    String ended(String upid) throws Exception {
        pass(LONG);
        return String.valueOf(api.map(task(upid) + "/status").get("exitstatus"));
    }

    /** Starts a task, lets it end, and gives its log. */
    List<String> log(String method, String path, String... form) throws Exception {
        String upid = started(method, path, form);
        pass(LONG);
        return api.list(task(upid) + "/log").stream().map(row -> String.valueOf(row.get("t"))).toList();
    }

    private static String task(String upid) {
        return "/nodes/" + upid.split(":")[1] + "/tasks/" + URLEncoder.encode(upid, StandardCharsets.UTF_8);
    }

    String refusal(String method, String path, String... form) throws Exception {
        return api.refusal(method, "/nodes/" + path, form);
    }

    Object done(String method, String path, String... form) throws Exception {
        return api.done(method, "/nodes/" + path, form);
    }

    Map<String, Object> map(String path, String... query) throws Exception {
        return api.map("/nodes/" + path, query);
    }

    List<Map<String, Object>> list(String path, String... query) throws Exception {
        return api.list("/nodes/" + path, query);
    }

    /** An option of a guest, as text. */
    String option(String guest, String key) throws Exception {
        return String.valueOf(map(guest + "/config").get(key));
    }

    /** The volumes on a storage that belong to a guest. */
    List<String> volumes(String node, String storage, int vmid) throws Exception {
        return list(node + "/storage/" + storage + "/content", "vmid", Integer.toString(vmid)).stream()
                .map(row -> String.valueOf(row.get("volid"))).toList();
    }

    @Override
    public void close() {
        api.close();
    }
}
