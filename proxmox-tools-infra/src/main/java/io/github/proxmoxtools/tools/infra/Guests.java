package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Endpoint.get;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The guests of the cluster of both kinds, for calls that take either. */
final class Guests {
    /** Where they are listed. */
    static final Endpoint RESOURCES = get("/cluster/resources").with("type", "vm");

    private final List<Guest> all;

    private Guests(List<Guest> all) {
        this.all = all;
    }

    /** A VM or container. */
    record Guest(long vmid, String name, String node, String pool) {
        @Override
        public String toString() {
            return vmid + (name.isEmpty() ? "" : " (" + name + ")") + " on " + node;
        }
    }

    static Guests read(Reading reading) {
        return new Guests(reading.read(Query.of(RESOURCES)).items().stream()
                .filter(row -> row.at("vmid").whole().isPresent()).map(Guests::guest).toList());
    }

    private static Guest guest(Data row) {
        return new Guest(row.at("vmid").whole().orElseThrow(), row.at("name").text().orElse(""),
                row.at("node").text().orElse(""), row.at("pool").text().orElse(""));
    }

    /** Finds a guest by its id or name; digits are always an id. */
    Guest find(String parameter, String wanted) {
        boolean isId = wanted.chars().allMatch(Character::isDigit);
        List<Guest> found = all.stream()
                .filter(guest -> isId ? Long.toString(guest.vmid()).equals(wanted) : guest.name().equals(wanted))
                .toList();
        if (found.isEmpty()) {
            String message = "there is no guest " + wanted + ", or this login may not see it";
            throw new InvalidCall(FailureKind.NOT_FOUND, parameter + ": " + message, "List the guests.",
                    Map.of(parameter, message));
        }
        if (found.size() > 1) {
            throw InvalidCall.argument(parameter, "'" + wanted + "' is the name of several: " + told(found)
                    + "; give the vmid");
        }
        return found.getFirst();
    }

    List<Guest> inPool(String pool) {
        return all.stream().filter(guest -> guest.pool().equals(pool)).toList();
    }

    static String told(List<Guest> guests) {
        return guests.stream().map(Guest::toString).collect(Collectors.joining(", "));
    }
}
