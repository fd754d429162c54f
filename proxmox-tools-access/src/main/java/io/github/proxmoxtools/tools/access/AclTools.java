package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Param.list;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may do what where. */
final class AclTools {
    private static final Param<String> PATH = text("path", "Where, such as /, /vms/100, /storage/local, /pool/dev.")
            .pattern(Patterns.PERMISSION_PATH);
    private static final Param<List<String>> ROLES = list("roles", "Roles to give, or to take with delete.");
    private static final Param<List<String>> USERS = list("users", "Users with their realms.").optional();
    private static final Param<List<String>> GROUPS = list("groups", "Groups.").optional();
    private static final Param<List<String>> TOKENS = list("tokens", "Tokens, such as alice@pve!ci.").optional();
    private static final Param<Boolean> PROPAGATE = Param.flag("propagate",
            "Whether it holds below the path too; yes unless said otherwise.");
    private static final Param<Boolean> DELETE = Param.flag("delete", "Take the roles away instead of giving them.");

    private static final Input[] OPTIONS = {PATH, ROLES, USERS, GROUPS, TOKENS, PROPAGATE, DELETE};
    private static final Endpoint GIVEN = Endpoint.get("/access/acl");
    private static final Endpoint CHANGE = Endpoint.put("/access/acl", OPTIONS);

    static final Tool LIST = Tool.reads("proxmox_acl_list")
            .command("acl", "list")
            .title("List Permissions")
            .description(
                    "Lists who was given which role on which path. What somebody may do in the end, through groups "
                            + "and from paths above, only the server can compute.")
            .get("/access/acl")
            .returnsList(plain("path"), plain("type"), plain("ugid"), plain("roleid"), flag("propagate"));

    static final Tool UPDATE = Tool.destroys("proxmox_acl_update")
            .command("acl", "update")
            .title("Give or Take Permissions")
            .description(
                    "Gives roles on a path to users, groups or tokens, or takes them with delete. At least one of users, "
                            + "groups and tokens must be given. Taking what was never given is no error; a note tells it.")
            .calls(GIVEN, CHANGE)
            .takes(OPTIONS)
            .runs(AclTools::update)
            .needsOneOf(USERS, GROUPS, TOKENS)
            .returnsNothing();

    private AclTools() {}

    private static Work update(Reading reading) {
        if (reading.arguments().find(DELETE).orElse(false)) {
            noteWhatIsNotThere(reading);
        }
        return Work.of(Step.of("Change the permissions", Query.of(CHANGE)));
    }

    /** The server says nothing when it finds nothing to take. */
    private static void noteWhatIsNotThere(Reading reading) {
        String path = normalized(reading.arguments().get(PATH));
        Set<List<String>> there = reading.read(Query.of(GIVEN)).items().stream()
                .filter(row -> row.at("path").text().filter(path::equals).isPresent())
                .map(row -> List.of(row.at("ugid").text().orElse(""), row.at("roleid").text().orElse("")))
                .collect(Collectors.toSet());
        Stream.of(USERS, GROUPS, TOKENS).flatMap(param -> reading.arguments().find(param).orElse(List.of()).stream())
                .flatMap(holder -> reading.arguments().get(ROLES).stream().map(role -> List.of(holder, role)))
                .filter(given -> !there.contains(given))
                .forEach(given -> reading.note("Nothing to take, or not visible to this login: " + given.get(1)
                        + " of " + given.get(0) + "."));
    }

    /** As the server writes a path before it looks for it: a slash too many is none. */
    private static String normalized(String path) {
        String single = path.replaceAll("/+", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }
}
