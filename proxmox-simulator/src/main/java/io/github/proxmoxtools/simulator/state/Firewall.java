package io.github.proxmoxtools.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The firewall of one level: all its parts may be changed. */
public final class Firewall {
    private final Map<String, Object> options = new TreeMap<>();
    private final Entries rules = new Entries("");
    private final Map<String, Map<String, Object>> aliases = new TreeMap<>();
    private final Map<String, Entries> ipSets = new TreeMap<>();
    private final Map<String, Entries> groups = new TreeMap<>();

    /**
     * Rules in their order, or the members of an IP set.
     *
     * @param comment free text about all of them
     * @param all the entries, which may be changed
     */
    public record Entries(String comment, List<Map<String, Object>> all) {
        /**
         * No entries yet.
         *
         * @param comment free text
         */
        public Entries(String comment) {
            this(comment, new ArrayList<>());
        }

        /** {@return SHA-1 of the entries} */
        public String digest() {
            return Digests.of(all);
        }
    }

    Firewall() {}

    /** {@return its options} */
    public Map<String, Object> options() {
        return options;
    }

    /** {@return its rules} */
    public Entries rules() {
        return rules;
    }

    /** {@return its aliases, by name in lower case} */
    public Map<String, Map<String, Object>> aliases() {
        return aliases;
    }

    /** {@return its IP sets by name} */
    public Map<String, Entries> ipSets() {
        return ipSets;
    }

    /** {@return its security groups by name: only a cluster has some} */
    public Map<String, Entries> groups() {
        return groups;
    }
}
