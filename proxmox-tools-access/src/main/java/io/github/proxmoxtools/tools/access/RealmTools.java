package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;

import io.github.proxmoxtools.tools.spi.Tool;

/** Who vouches for users. */
final class RealmTools {
    static final Tool LIST = Tool.reads("proxmox_domain_list")
            .command("domain", "list")
            .title("List Realms")
            .description(
                    "Lists the realms, also called domains, in which users can log in: pam, pve, LDAP, AD, OpenID.")
            .get("/access/domains")
            .showsForeignText()
            .returnsList(plain("realm"), plain("type"), plain("comment"), plain("tfa"), flag("default"));

    private RealmTools() {}
}
