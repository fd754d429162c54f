package io.github.proxmoxtools.mcp;

import java.util.Arrays;
import java.util.Optional;

/** The flags of the command line. */
enum Flag {
    TOOLSETS("LIST", "Offer only these toolsets (vm) or areas (infra.firewall)."),

    TOOLS("LIST", "Offer these tools: alone only them, else beside the toolsets."),

    EXCLUDE("LIST", "Leave out these tools, toolsets or areas."),

    READ_ONLY("", "Offer only what reads; the same as --access read."),

    ACCESS("CLASS", "The most that calls may do: read, change or destroy (default)."),

    COMPACT("", "Offer five tools that search, describe and call all others, instead of these."),

    CONFIRM("MODE",
            "How calls that destroy are confirmed: ask (default) asks the user through the client; "
                    + "token wants a second call with a token; none does them at once."),

    STOP_ON_CANCEL("", "Stop the task of a call that the client cancels, instead of only waiting no longer."),

    FILE_ROOT("DIR", "Let tools read local files below this directory; may be repeated. Default: none."),

    CONTEXT("NAME", "Work on the cluster with this name."),

    HOST("HOST", "Address of a node, or several joined by commas."),

    PORT("PORT", "Port of the API (8006)."),

    TOKEN_ID("ID", "API token, as USER@REALM!NAME; its secret comes from PROXMOX_TOKEN_SECRET."),

    USERNAME("USER", "Login, as USER@REALM; its password comes from PROXMOX_PASSWORD."),

    FINGERPRINT("SHA256", "Trust only certificates with these SHA-256 fingerprints."),

    CA_FILE("FILE", "Trust the certificate authorities in this PEM file."),

    INSECURE("", "Do not verify the certificate: anybody on the way can read along."),

    REQUEST_TIMEOUT("SECONDS", "Longest time to connect, and longest silence of the server (30)."),

    TOOL_TIMEOUT("SECONDS", "How long a tool waits for its task when the call does not say (30)."),

    HTTP("[ADDRESS:]PORT", "Serve many clients over HTTP instead; on 127.0.0.1 unless an address is given."),

    BEARER_FILE("FILE", "Let in only who brings the token in this file, with --http."),

    TLS_CERT("FILE", "Certificate for --http, in PEM, with those that vouch for it."),

    TLS_KEY("FILE", "Its private key, in PEM."),

    ALLOW_HOST("NAME", "Let in who calls the server by this name, with --http; may be repeated."),

    ALLOW_ORIGIN("URL", "Let in web pages of this origin, with --http; may be repeated."),

    DEMO("", "Work on a demonstration cluster that lives as long as this server; needs an image with the simulator."),

    DEBUG("", "Write stack traces of mistakes to standard error."),

    HELP("", "Show this help."),

    VERSION("", "Show the version.");

    private final String label;
    private final String description;

    Flag(String label, String description) {
        this.label = label;
        this.description = description;
    }

    String word() {
        return "--" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    boolean takesValue() {
        return !label.isEmpty();
    }

    static Optional<Flag> of(String word) {
        return Arrays.stream(values()).filter(flag -> flag.word().equals(word)).findFirst();
    }
}
