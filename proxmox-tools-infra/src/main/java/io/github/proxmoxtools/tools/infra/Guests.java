package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Endpoint.get;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The guests of the cluster of both kinds, for calls that take either. */
final class Guests {
    /** Where they are listed. */
    static final Endpoint RESOURCES = get("/cluster/resources").with("type", "vm");
    /** Where they say themselves what they are called: the list may be seconds old. */
    static final Endpoint VM_STATUS = get("/nodes/{node}/qemu/{vmid}/status/current");
    static final Endpoint CONTAINER_STATUS = get("/nodes/{node}/lxc/{vmid}/status/current");

    private static final Pattern ID_OR_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,254}");

    private final List<Guest> all;

    private Guests(List<Guest> all) {
        this.all = all;
    }

    /** A VM or container. */
    record Guest(boolean isVm, long vmid, String name, String node, String pool) {
        private Guest called(String other) {
            return new Guest(isVm, vmid, other, node, pool);
        }

        private Query status() {
            return Query.of(isVm ? VM_STATUS : CONTAINER_STATUS).with("node", node).with("vmid", vmid);
        }

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
        return new Guest(row.at("type").text().filter("qemu"::equals).isPresent(),
                row.at("vmid").whole().orElseThrow(), row.at("name").text().orElse(""),
                row.at("node").text().orElse(""), row.at("pool").text().orElse(""));
    }

    /** Finds a guest by its id or name; digits are always an id. */
    Guest find(String parameter, String wanted) {
        boolean isId = isId(wanted);
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

    /**
     * Finds guests for a write, each once, and as they are by now: one that was given another name since, or went to
     * another node, is not what was meant.
     */
    List<Guest> findToChange(Reading reading, String parameter, List<String> wanted) {
        List<Guest> listed = wanted.stream().map(name -> find(parameter, name)).toList();
        List<Data> states = states(reading, parameter, listed);
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            Guest guest = listed.get(i).called(states.get(i).at("name").text().orElse(""));
            if (!isId(wanted.get(i)) && !guest.name().equals(wanted.get(i))) {
                throw changed(parameter, listed.get(i) + " is called '" + guest.name() + "' by now");
            }
            guests.add(guest);
        }
        return guests.stream().distinct().toList();
    }

    private static List<Data> states(Reading reading, String parameter, List<Guest> guests) {
        try {
            return reading.readAll(guests.stream().map(Guest::status).toList());
        } catch (ServerFailure failure) {
            throw failure.kind() == FailureKind.NOT_FOUND
                    ? changed(parameter, "not there any more is one of " + told(guests) + ": " + failure.error())
                    : failure;
        }
    }

    static InvalidCall changed(String parameter, String message) {
        return new InvalidCall(FailureKind.CHANGED_MEANWHILE, parameter + ": " + message + "; nothing was changed",
                "List the guests again, and name them by their vmid.", Map.of(parameter, message));
    }

    /** Nothing needs to be read to see that no guest can be called so. */
    static void refuseWhatNamesNone(String parameter, List<String> wanted) {
        if (wanted.isEmpty() || !wanted.stream().allMatch(name -> ID_OR_NAME.matcher(name).matches())) {
            throw InvalidCall.argument(parameter, "must be ids or names of guests");
        }
    }

    static boolean isId(String wanted) {
        return wanted.chars().allMatch(Character::isDigit);
    }

    List<Guest> inPool(String pool) {
        return all.stream().filter(guest -> guest.pool().equals(pool)).toList();
    }

    static String told(List<Guest> guests) {
        return guests.stream().map(Guest::toString).collect(Collectors.joining(", "));
    }
}
