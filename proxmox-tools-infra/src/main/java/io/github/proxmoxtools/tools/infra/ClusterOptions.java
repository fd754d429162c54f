package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.stream.Stream;

/** Settings of the whole cluster. */
final class ClusterOptions {
    /** Newer versions know more languages; the server's refusal lists its own. */
    private static final Param<String> LANGUAGE = text("language", "Of the web interface: en, de, pt_BR ...")
            .pattern("[a-z]{2,3}(_[A-Z]{2})?", "a language", "de").optional();
    private static final Param<String> KEYBOARD = text("keyboard", "Of VNC consoles: en-us, de, fr-ch ...")
            .pattern("[a-z]{2}(-[a-z]{2})?", "a keyboard's layout", "en-us").optional();
    private static final Param<String> CONSOLE = choice("console", "", "applet", "vv", "html5", "xtermjs").optional();
    private static final Param<String> EMAIL_FROM = text("email_from", "Sender of notifications.").alias("email")
            .optional();
    private static final Param<String> MAC_PREFIX = text("mac_prefix", "Such as BC:24:11.")
            .pattern("[0-9a-fA-F][02468aceACE](:[0-9a-fA-F]{2}){0,5}:?", "the beginning of a unicast MAC address",
                    "BC:24:11")
            .optional();

    /** Second factors that no longer work, traffic in clear or through a stranger, rights on tags, and all of that unset. */
    private static final Condition[] HARMFUL = Stream.of("webauthn", "u2f", "migration", "migration_unsecure",
            "replication", "http_proxy", "user-tag-access", "registered-tags", "delete").map(Condition::official)
            .toArray(Condition[]::new);

    static final Tool SHOW = Tool.reads("proxmox_cluster_options")
            .command("cluster", "options", "show")
            .title("Cluster Options")
            .description("Shows the settings of the whole cluster: web interface, migration, HA, tags, notes.")
            .get("/cluster/options")
            .showsForeignText()
            .returnsData();

    static final Tool UPDATE = Tool.changes("proxmox_cluster_update_options")
            .command("cluster", "options", "update")
            .title("Update Cluster Options")
            .description("Changes settings of the whole cluster; those that are not given stay. Any official one is "
                    + "taken by its name, such as migration or next-id; delete names those to reset.")
            .put("/cluster/options", LANGUAGE, KEYBOARD, CONSOLE, EMAIL_FROM, MAC_PREFIX)
            .needsOneOfOrOfficial(LANGUAGE, KEYBOARD, CONSOLE, EMAIL_FROM, MAC_PREFIX)
            .destroysWhen(HARMFUL)
            .acceptsOfficialParameters()
            .returnsNothing();

    private ClusterOptions() {}
}
