package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Single short reads about a guest that was found before: for those who look again and again. */
final class GuestLook {
    private static final String AGENT = "agent/";

    private final Calls calls;

    GuestLook(Calls calls) {
        this.calls = calls;
    }

    GuestAddress find(String vmidOrName, Optional<String> node) {
        return GuestFinder.ofAnyKind(calls).find(vmidOrName, node);
    }

    Map<String, @Nullable Object> status(GuestAddress guest) {
        return read(guest, "status/current").fields();
    }

    /** {@code ping} is a POST; what the agent tells of itself answers the same question. */
    void reachAgent(GuestAddress guest) {
        read(guest, AGENT + "info");
    }

    List<String> addresses(GuestAddress guest) {
        Data interfaces = guest.kind() == GuestKind.VM
                ? read(guest, AGENT + "network-get-interfaces").at("result")
                : read(guest, "interfaces");
        return interfaces.items().stream().flatMap(GuestLook::addresses).filter(GuestLook::leadsThere).distinct()
                .toList();
    }

    /** The agent lists addresses; a container says {@code inet} and {@code inet6}, with the length of the network. */
    private static Stream<String> addresses(Data card) {
        Stream<String> listed = card.at("ip-addresses").items().stream()
                .flatMap(row -> row.at("ip-address").text().stream());
        Stream<String> named = Stream.of("inet", "inet6").flatMap(name -> card.at(name).text().stream());
        return Stream.concat(listed, named).map(address -> address.replaceFirst("/.*", ""));
    }

    /** Loopback, and what an interface gives itself where nobody gave it an address, lead nowhere. */
    private static boolean leadsThere(String address) {
        return !address.isEmpty() && !address.startsWith("127.") && !address.equals("::1")
                && !address.startsWith("169.254.") && !address.toLowerCase(Locale.ROOT).startsWith("fe80:");
    }

    List<Map<String, @Nullable Object>> tasks(GuestAddress guest) {
        return Data.of(calls.send(Survey.get("/nodes/{node}/tasks", Map.of("node", guest.node()),
                Parameter.of("vmid", Long.toString(guest.vmid())), Parameter.of("source", "active"))).data()).items()
                .stream().filter(GuestLook::runs).map(Data::fields).toList();
    }

    /** The list of active tasks keeps those that ended a moment ago. */
    private static boolean runs(Data task) {
        return task.at("endtime").isAbsent();
    }

    List<Map<String, @Nullable Object>> resources() {
        return Data.of(calls.send(Survey.get("/cluster/resources")).data()).items().stream().map(Data::fields).toList();
    }

    private Data read(GuestAddress guest, String what) {
        return Data.of(calls.send(GuestFacts.get(guest, what)).data());
    }
}
