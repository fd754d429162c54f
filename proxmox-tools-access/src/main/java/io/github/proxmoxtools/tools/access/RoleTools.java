package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.access.AccessParams.ROLEID;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.list;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Privileges, bundled under a name. */
final class RoleTools {
    private static final Param<List<String>> PRIVS = list("privs", "Privileges, such as VM.Audit.");
    private static final Endpoint ROLES = get("/access/roles");
    private static final Endpoint NEW_ROLE = post("/access/roles", ROLEID, PRIVS);
    /** The built-in role that has every privilege of the server's version. */
    private static final String EVERYTHING = "Administrator";

    static final Tool LIST = Tool.reads("proxmox_role_list")
            .command("role", "list")
            .title("List Roles")
            .description("Lists the roles with their privileges; special ones are built in and cannot be changed.")
            .get("/access/roles")
            .returnsList(plain("roleid"), flag("special"), plain("privs"));

    static final Tool CREATE = Tool.changes("proxmox_role_create")
            .command("role", "create")
            .title("Create Role")
            .description(
                    "Creates a role from single privileges; the connected version's are checked first, and one that "
                            + "does not exist there is refused with those that begin alike. Names that begin with PVE are reserved.")
            .calls(ROLES, NEW_ROLE)
            .takes(ROLEID, PRIVS)
            .runs(RoleTools::create)
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_role_delete")
            .command("role", "delete")
            .title("Delete Role")
            .description("Deletes a role; permissions that name it grant nothing any more.")
            .delete("/access/roles/{roleid}", ROLEID)
            .returnsNothing();

    private RoleTools() {}

    private static Work create(Reading reading) {
        Set<String> known = privileges(reading.read(Query.of(ROLES)));
        reading.arguments().get(PRIVS).stream()
                .filter(privilege -> !known.isEmpty() && !known.contains(privilege)).findFirst()
                .ifPresent(privilege -> {
                    throw InvalidCall.argument("privs", unknown(privilege, known, reading.version()));
                });
        return Work.of(Step.of("Create the role", Query.of(NEW_ROLE)));
    }

    private static Set<String> privileges(Data roles) {
        Set<String> privileges = new TreeSet<>();
        roles.items().stream().filter(role -> role.at("roleid").text().filter(EVERYTHING::equals).isPresent())
                .flatMap(role -> role.at("privs").text().stream())
                .forEach(all -> privileges.addAll(List.of(all.split(",", -1))));
        return privileges;
    }

    private static String unknown(String privilege, Set<String> known, String version) {
        String family = privilege.contains(".") ? privilege.substring(0, privilege.indexOf('.') + 1) : "";
        List<String> alike = known.stream().filter(name -> name.startsWith(privilege)).toList();
        List<String> near = alike.isEmpty() ? known.stream().filter(name -> name.startsWith(family)).toList() : alike;
        return "'" + privilege + "' is no privilege of Proxmox VE " + version + "; there are "
                + String.join(", ", near.isEmpty() ? known : near);
    }
}
