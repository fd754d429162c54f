package io.github.proxmoxtools.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** First words of commands, in the order in which somebody looks for them. */
final class Nouns {
    private static final String PROGRAM = "This program";
    private static final String OTHERS = "Others";

    private static final Map<String, List<String>> GROUPS = groups();

    private static final Map<String, String> TITLES = titles();

    private Nouns() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Guests", List.of("vm", "lxc"));
        groups.put("Nodes and cluster", List.of("cluster", "node", "task"));
        groups.put("Storage and backup", List.of("storage", "backup", "pool"));
        groups.put("Network and firewall", List.of("network", "sdn", "firewall"));
        groups.put("High availability and replication", List.of("ha", "replication"));
        groups.put("Access", List.of("user", "group", "role", "acl", "token", "domain", "permissions"));
        groups.put("The raw API", List.of("api"));
        return groups;
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("vm", "Virtual machines, their snapshots, disks and guest agents");
        titles.put("lxc", "Containers, their snapshots and templates");
        titles.put("cluster", "The cluster as a whole");
        titles.put("node", "Nodes, their services, disks, networks and updates");
        titles.put("task", "Tasks: what runs and what ran");
        titles.put("storage", "Storages and what they hold");
        titles.put("backup", "Backups and backup jobs");
        titles.put("pool", "Resource pools");
        titles.put("firewall", "Firewall rules, options and sets");
        titles.put("ha", "High availability");
        titles.put("replication", "Replication of storages");
        titles.put("user", "Users");
        titles.put("group", "Groups of users");
        titles.put("role", "Roles: sets of privileges");
        titles.put("acl", "Who holds which role where");
        titles.put("token", "API tokens");
        titles.put("domain", "Realms, where users log in");
        titles.put("permissions", "What a login may do");
        titles.put("api", "Any call, and what the API has");
        titles.put("audit", "The log of changing calls");
        titles.put("config", "Where settings come from");
        titles.put("context", "Several clusters, by their names");
        return titles;
    }

    /**
     * Explains a noun.
     *
     * @param node of the noun
     * @return a few words; for a noun of others, the words that follow it
     */
    static String title(CommandTree.Node node) {
        String noun = node.words().getFirst();
        if (TITLES.containsKey(noun)) {
            return TITLES.getOrDefault(noun, "");
        }
        return node.command().map(Command::title).orElse(String.join(", ", node.children().keySet()));
    }

    /** Explains a noun without looking at its commands; empty for a noun of others. */
    static String title(String noun) {
        return TITLES.getOrDefault(noun, "");
    }

    /** Gives the nouns of all commands with their titles, by heading; headings without nouns are left out. */
    static Map<String, Map<String, String>> grouped(CommandTree.Node root) {
        Map<String, Map<String, String>> grouped = new LinkedHashMap<>();
        GROUPS.keySet().forEach(heading -> grouped.put(heading, new LinkedHashMap<>()));
        grouped.put(OTHERS, new LinkedHashMap<>());
        grouped.put(PROGRAM, new LinkedHashMap<>());
        GROUPS.forEach((heading, nouns) -> nouns.forEach(noun -> root.child(noun)
                .ifPresent(child -> of(grouped, heading).put(noun, title(child)))));
        root.children().forEach((noun, child) -> {
            if (GROUPS.values().stream().noneMatch(nouns -> nouns.contains(noun))) {
                of(grouped, isOfProgram(child) ? PROGRAM : OTHERS).put(noun, title(child));
            }
        });
        grouped.values().removeIf(Map::isEmpty);
        return grouped;
    }

    /** Gives the place of a noun among all, in the order in which somebody looks for them. */
    static int rank(String noun) {
        List<String> known = GROUPS.values().stream().flatMap(List::stream).toList();
        return known.contains(noun) ? known.indexOf(noun) : known.size();
    }

    private static Map<String, String> of(Map<String, Map<String, String>> grouped, String heading) {
        return grouped.computeIfAbsent(heading, title -> new LinkedHashMap<>());
    }

    private static boolean isOfProgram(CommandTree.Node node) {
        return node.commands().stream().allMatch(command -> command instanceof Command.OfProgram);
    }
}
