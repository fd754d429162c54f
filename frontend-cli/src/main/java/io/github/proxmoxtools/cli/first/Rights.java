package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.text.Usage;
import java.util.List;
import java.util.Locale;

/** What a new API token may do. */
enum Rights {
    /** Separated from its user, and given nothing. */
    NONE("nothing yet: separated from its user, it has only what an administrator grants it (recommended; "
            + "'proxmox doctor --toolsets ...' prints the commands)"),
    /** Separated, with the role that only looks. */
    AUDIT("look at everything and change nothing: separated, with the role PVEAuditor on /"),
    /** As its user. */
    USER("whatever its user may: not separated");

    /** In the order in which they are offered. */
    static final List<Rights> ALL = List.of(values());

    private final String explanation;

    Rights(String explanation) {
        this.explanation = explanation;
    }

    boolean separated() {
        return this != USER;
    }

    static List<String> explanations() {
        return ALL.stream().map(rights -> rights.explanation).toList();
    }

    static Rights named(String name) {
        return ALL.stream().filter(rights -> rights.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                .orElseThrow(() -> Usage.error("--rights: '" + name + "' is none of none, audit and user"));
    }
}
