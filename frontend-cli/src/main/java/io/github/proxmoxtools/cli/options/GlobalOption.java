package io.github.proxmoxtools.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An option that every command understands, before or after its words. */
public enum GlobalOption {
    /** Format of what is written to stdout. */
    OUTPUT(Group.OUTPUT, "FORMAT",
            "Format of the result: table (default), wide, json, jsonl, yaml, csv or name (one identifier per line).",
            "-o --output"),
    /** Leaves out the heading. */
    NO_HEADER(Group.OUTPUT, "", "Tables and CSV without a heading.", "--no-header"),
    /** Keeps stderr to errors. */
    QUIET(Group.OUTPUT, "", "No progress, notes and hints on stderr, only errors.", "-q --quiet"),
    /** Whether to colour. */
    COLOR(Group.OUTPUT, "WHEN", "Colours: auto (default: on a terminal), always or never.", "--color"),
    /** Shows what happens inside. */
    DEBUG(Group.OUTPUT, "", "Show the stack trace of a failure.", "--debug"),

    /** Answers the question whether to destroy. */
    YES(Group.SAFETY, "", "Do not ask before something is destroyed.", "-y --yes"),
    /** Plans only. */
    DRY_RUN(Group.SAFETY, "", "Only show what would be done: target, exact calls, differences, privileges.",
            "--dry-run"),
    /** Whether a warning is as bad as a failure. */
    WARNINGS_AS_ERRORS(Group.SAFETY, "", "Exit with 9 where the task ended with warnings.", "--warnings-as-errors"),

    /** Which cluster. */
    CONTEXT(Group.CONNECTION, "NAME", "Cluster to work on, by the name of its context.", "--context"),
    /** Where it is. */
    HOST(Group.CONNECTION, "HOST", "Address of a node, or several joined by commas.", "--host"),
    /** Its port. */
    PORT(Group.CONNECTION, "PORT", "Port of the API (8006).", "--port"),
    /** Who calls, by token. */
    TOKEN_ID(Group.CONNECTION, "ID", "API token, as USER@REALM!NAME.", "--token-id"),
    /** Who calls, by login. */
    USERNAME(Group.CONNECTION, "USER", "Login with a password, as USER@REALM.", "--username"),
    /** Which certificate. */
    FINGERPRINT(Group.CONNECTION, "SHA256", "Accept only the certificate with this SHA-256 fingerprint.",
            "--fingerprint"),
    /** Whose certificates. */
    CA_FILE(Group.CONNECTION, "FILE", "Trust the certificate authorities in this PEM file.", "--ca-file"),
    /** Any certificate. */
    INSECURE(Group.CONNECTION, "", "Do not verify the certificate: anybody on the way can read along.", "--insecure"),
    /** How long a silence may last. */
    REQUEST_TIMEOUT(Group.CONNECTION, "SECONDS", "Longest time to connect, and longest silence of the server (30).",
            "--request-timeout"),
    /** A stand-in. */
    DEMO(Group.CONNECTION, "", "Work on a demonstration cluster that lives as long as this command.", "--demo"),

    /** Explains. */
    HELP(Group.GENERAL, "", "Show this help.", "-h --help"),
    /** Says which version this is. */
    VERSION(Group.GENERAL, "", "Show the version.", "-V --version");

    /** What belongs together in a help page. */
    public enum Group {
        /** Results. */
        OUTPUT("Output"),
        /** Before something is done. */
        SAFETY("Safety"),
        /** The server. */
        CONNECTION("Connection"),
        /** The rest. */
        GENERAL("General");

        private final String heading;

        Group(String heading) {
            this.heading = heading;
        }

        public String heading() {
            return heading;
        }
    }

    private final Group group;
    private final String label;
    private final String description;
    private final String names;

    GlobalOption(Group group, String label, String description, String names) {
        this.group = group;
        this.label = label;
        this.description = description;
        this.names = names;
    }

    public Group group() {
        return group;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    public List<String> names() {
        return List.of(names.split(" "));
    }

    public boolean takesValue() {
        return !label.isEmpty();
    }

    /** Whether the value says where the cluster is, or who calls it. */
    public boolean namesTheCluster() {
        return group == Group.CONNECTION && takesValue() && this != REQUEST_TIMEOUT;
    }

    public static List<String> allNames() {
        List<String> all = new ArrayList<>();
        for (GlobalOption option : values()) {
            all.addAll(option.names());
        }
        return all;
    }

    /** Finds the option a word names, without its value. */
    public static Optional<GlobalOption> named(String name) {
        for (GlobalOption option : values()) {
            if (option.names().contains(name)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
