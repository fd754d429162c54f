package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.Locale;

/** Consoles of a node: a ticket for a connection, and a task that waits for somebody to connect. */
final class ConsoleHandlers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FIRST_PORT = 5900;

    private ConsoleHandlers() {}

    static void register(Registry registry) {
        registry.post("/nodes/{node}/termproxy", call -> console(call, "vncshell"));
        registry.post("/nodes/{node}/vncshell", call -> console(call, "vncshell"));
    }

    private static Object console(Call call, String type) {
        if (call.params().find("cmd").filter(cmd -> !cmd.equals("login")).isPresent() && !call.caller().isRoot()) {
            throw ApiError.denied("user != root@pam");
        }
        int port = FIRST_PORT + (int) call.cluster().tasks().newestFirst().stream()
                .filter(task -> task.runs() && task.upid().type().equals(type)).count();
        String upid = call.task(type, "", null, TaskWork.lasting(PATIENCE, log -> {
            throw new TaskFailure("connection timed out");
        }));
        String user = call.caller().userid().orElse("");
        String ticket = "PVEVNC:" + Long.toHexString(call.now().getEpochSecond()).toUpperCase(Locale.ROOT)
                + "::" + Storage.digestOf(upid + user);
        Row row = new Row().with("user", user).with("ticket", ticket).with("port", Integer.toString(port))
                .with("upid", upid);
        return call.method().path().endsWith("vncshell") ? row.with("cert", "").fields() : row.fields();
    }
}
