package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Services;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The services of a node. */
final class ServiceHandlers {
    private static final Duration LASTS = Duration.ofMillis(800);
    private static final List<String> COMMANDS = List.of("start", "stop", "restart", "reload");
    private static final Set<String> ESSENTIAL = Set.of("pveproxy", "pvedaemon", "pve-cluster");

    private ServiceHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/services", ServiceHandlers::list);
        registry.get("/nodes/{node}/services/{service}",
                call -> Directory.of("subdir", "state", "start", "stop", "restart", "reload"));
        registry.get("/nodes/{node}/services/{service}/state", call -> row(call, call.params().get("service")));
        COMMANDS.forEach(command -> registry.post("/nodes/{node}/services/{service}/" + command,
                call -> run(call, command)));
    }

    private static Object list(Call call) {
        return Systems.of(call).services().names().stream().map(service -> row(call, service)).toList();
    }

    private static Object row(Call call, String service) {
        Services services = Systems.of(call).services();
        boolean isRunning = services.isRunning(service);
        return new Row().with("service", service).with("name", service).with("desc", services.description(service))
                .with("state", isRunning ? "running" : "dead").with("active-state", isRunning ? "active" : "inactive")
                .with("unit-state", services.isInstalled(service) ? "enabled" : "not-found").fields();
    }

    private static Object run(Call call, String command) {
        String service = call.params().get("service");
        return call.task("srv" + command, service, null, new TaskWork(LASTS, log -> {
            if (ESSENTIAL.contains(service) && command.equals("stop")) {
                throw new TaskFailure(
                        "invalid service cmd '" + service + " stop': refusing to stop essential service!");
            }
            Services services = Systems.of(call).services();
            boolean isPossible = services.isInstalled(service)
                    && (!command.equals("reload") || services.canReload(service));
            if (!isPossible) {
                throw new TaskFailure("command 'systemctl " + command + " " + service + "' failed: exit code "
                        + (services.isInstalled(service) ? 1 : 5));
            }
        }, log -> Systems.of(call).services().set(service, !command.equals("stop"))));
    }
}
