package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The guest agent's commands that need no parameters, and its users' passwords. */
final class GuestAgentHandlers {
    private static final String BASE = Guests.one(Kind.QEMU) + "/agent";
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);
    private static final List<String> READS = List.of("get-fsinfo", "get-host-name", "get-memory-block-info",
            "get-memory-blocks", "get-osinfo", "get-time", "get-timezone", "get-users", "get-vcpus", "info",
            "network-get-interfaces");
    private static final List<String> ACTIONS = List.of("fsfreeze-freeze", "fsfreeze-status", "fsfreeze-thaw", "fstrim",
            "ping", "shutdown", "suspend-disk", "suspend-hybrid", "suspend-ram");
    private static final List<String> WITH_PARAMETERS = List.of("exec", "exec-status", "file-read", "file-write",
            "set-user-password");

    private GuestAgentHandlers() {}

    static void register(Registry registry) {
        registry.get(BASE, call -> Directory.of("name",
                Stream.of(READS, ACTIONS, WITH_PARAMETERS).flatMap(List::stream).sorted().toArray(String[]::new)));
        registry.post(BASE, call -> result(call, call.params().get("command")));
        READS.forEach(command -> registry.get(BASE + "/" + command, call -> result(call, command)));
        ACTIONS.forEach(command -> registry.post(BASE + "/" + command, call -> result(call, command)));
        registry.post(BASE + "/set-user-password", GuestAgentHandlers::setPassword);
    }

    /** The guest whose agent answers. */
    static Guest reach(Call call) {
        Guest guest = Guests.require(call, Kind.QEMU);
        if (!guest.config().containsKey("agent")) {
            throw ApiError.died("No QEMU guest agent configured");
        }
        if (!guest.runs()) {
            throw ApiError.died("VM " + guest.vmid() + " is not running");
        }
        boolean answers = guest.agent().running().orElse(hasLinux(guest)) && !guest.isPaused()
                && GuestView.hasAgent(guest);
        if (!answers) {
            throw ApiError.died("QEMU guest agent is not running");
        }
        return guest;
    }

    /** What the simulated agent tells is a Linux machine's. */
    private static boolean hasLinux(Guest guest) {
        return guest.hasSystem() && !String.valueOf(guest.config().get("ostype")).startsWith("w");
    }

    static ApiError failed(String description) {
        return ApiError.died("Agent error: " + description);
    }

    private static Object result(Call call, String command) {
        Guest guest = reach(call);
        // the server hands a plain command's error on as if it were a result
        return Map.of("result", guest.agent().isDisabled(command)
                ? Map.of("error", Map.of("class", "CommandNotFound", "desc", disabled(command)))
                : act(call, guest).apply(command));
    }

    /** What takes parameters is checked for the agent's errors. */
    static void requireEnabled(Guest guest, String command) {
        if (guest.agent().isDisabled(command)) {
            throw failed(disabled(command));
        }
    }

    private static String disabled(String command) {
        return "Command guest-" + command.replaceFirst("^guest-", "") + " has been disabled";
    }

    private static Function<String, Object> act(Call call, Guest guest) {
        return command -> switch (command) {
            case "fsfreeze-freeze" -> freeze(guest, true);
            case "fsfreeze-thaw" -> freeze(guest, false);
            case "fsfreeze-status" -> guest.agent().isFrozen() ? "frozen" : "thawed";
            case "fstrim" -> GuestAgentView.trimmed(guest);
            case "shutdown", "suspend-disk" -> leave(call, guest);
            case "suspend-ram", "suspend-hybrid" -> sleep(guest);
            case "ping" -> Map.of();
            default -> GuestAgentView.read(call, guest, command);
        };
    }

    private static Object freeze(Guest guest, boolean still) {
        boolean changes = guest.agent().isFrozen() != still;
        guest.agent().freeze(still);
        return changes ? GuestAgentView.FILE_SYSTEMS : 0;
    }

    private static Object leave(Call call, Guest guest) {
        call.cluster().later(SHUTDOWN, guest::stop);
        return Map.of();
    }

    private static Object sleep(Guest guest) {
        guest.pause(true);
        return Map.of();
    }

    private static Object setPassword(Call call) {
        Guest guest = reach(call);
        requireEnabled(guest, "set-user-password");
        String user = call.params().get("username");
        if (!guest.agent().passwords().containsKey(user)) {
            throw failed("child process has failed to set user password");
        }
        guest.agent().passwords().put(user, call.params().get("password"));
        return Map.of("result", Map.<String, @Nullable Object>of());
    }
}
