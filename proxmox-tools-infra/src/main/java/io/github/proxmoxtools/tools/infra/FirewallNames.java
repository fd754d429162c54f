package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import java.util.List;
import java.util.Locale;

/**
 * Names of aliases and IP sets that change what a firewall does just by being there (pve-firewall,
 * {@code generate_tap_rules_direction}, {@code compile} and {@code ipt_gen_src_or_dst_match}). The server makes no
 * difference between capital and small letters.
 */
final class FirewallNames {
    /** What rules of a guest may name: its own and the cluster's. */
    static final Endpoint[] REFERENCES = FirewallLevel.onGuests(Endpoint::get, "/refs");

    private static final Param<String> LEVEL = FirewallLevel.LEVEL_WITHOUT_NODES;

    private FirewallNames() {}

    /** Such a set is all that a network card may send from; while it is empty, that is nothing. */
    static Condition filtersACard(Param<String> name) {
        return Condition.of("name=ipfilter-... of a guest", List.of(name, LEVEL), arguments -> isGuests(arguments)
                && arguments.get(name).toLowerCase(Locale.ROOT).startsWith("ipfilter-"));
    }

    /** In place of the network that the server found out: only from there nodes are managed and talk to each other. */
    static Condition movesTheLocalNetwork(Param<String> name) {
        return Condition.of("name=local_network of the cluster", List.of(name, LEVEL),
                arguments -> !isGuests(arguments) && arguments.get(name).equalsIgnoreCase("local_network"));
    }

    private static boolean isGuests(Arguments arguments) {
        return LEVEL.is("vm").holds(arguments) || LEVEL.is("lxc").holds(arguments);
    }

    /** Where a guest has a name itself, its rules no longer mean what the cluster calls so. */
    static boolean hideOneOfTheCluster(Reading reading, String type, String name) {
        return FirewallLevel.find(REFERENCES, reading.arguments())
                .filter(references -> isThere(reading, Query.of(references).with("type", type), name)).isPresent();
    }

    private static boolean isThere(Reading reading, Query references, String name) {
        try {
            return reading.read(references).items().stream()
                    .filter(known -> known.at("scope").text().filter("guest"::equals).isEmpty())
                    .anyMatch(known -> known.at("name").text().filter(name::equalsIgnoreCase).isPresent());
        } catch (ServerFailure unknown) { // who may add it, but not look at what is there, is asked
            return true;
        }
    }
}
