package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.access.AccessParams.EXPIRE;
import static io.github.proxmoxtools.tools.access.AccessParams.USERID;
import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.list;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.List;

/** Who may log in. */
final class UserTools {
    private static final Param<Boolean> FULL = flag("full", "Add groups and tokens of each user.");
    private static final Param<String> PASSWORD = text("password",
            "For realm pve only, at least 8 characters; other realms keep their own.").max(64)
            .newSecret()
            .optional();
    private static final Param<String> EMAIL = text("email", "").max(254).optional();
    private static final Param<Boolean> ENABLE = flag("enable",
            "Whether the user may log in; yes unless said otherwise.");
    private static final Param<String> FIRST_NAME = text("firstname", "").max(1024).optional();
    private static final Param<String> LAST_NAME = text("lastname", "").max(1024).optional();
    private static final Param<List<String>> GROUPS = list("groups", "Groups that the user joins; they must exist.")
            .optional();
    private static final Param<String> KEYS = text("keys", "Keys of a second factor.")
            .pattern("[0-9a-zA-Z!=]{0,4096}", "letters, digits, ! and =", "ABCDEFGHIJKLMNOP")
            .secret().optional();
    private static final Param<String> COMMENT = text("comment", "").max(2048).optional();

    private static final Input[] OPTIONS = {USERID, PASSWORD, COMMENT, EMAIL, ENABLE, EXPIRE, FIRST_NAME, LAST_NAME,
            GROUPS, KEYS};
    private static final Endpoint REALMS = get("/access/domains");
    private static final Endpoint NEW_USER = post("/access/users", OPTIONS);

    static final Tool LIST = Tool.reads("proxmox_user_list")
            .command("user", "list")
            .title("List Users")
            .description("Lists the users this login may see, with realm, state and, with full, groups and tokens.")
            .get("/access/users", FULL)
            .showsForeignText()
            .returnsList(plain("userid"), Column.flag("enable"), epoch("expire"), plain("firstname"),
                    plain("lastname"), plain("email"), plain("comment"), plain("groups"), plain("tokens"));

    static final Tool DETAIL = Tool.reads("proxmox_user_detail")
            .command("user", "show")
            .title("Show User")
            .description("Shows one user: state, names, groups, and the tokens without their secrets. "
                    + "What the user may do is in the ACLs, not here.")
            .get("/access/users/{userid}", USERID)
            .showsForeignText()
            .returnsData(Column.flag("enable"), epoch("expire"));

    static final Tool CREATE = Tool.changes("proxmox_user_create")
            .command("user", "create")
            .title("Create User")
            .description("Creates a user. A new user may do nothing until an ACL or a group says otherwise: "
                    + "joining groups is confirmed, as it gives their rights away. The realm must exist.")
            .calls(REALMS, NEW_USER)
            .takes(OPTIONS)
            .runs(UserTools::create)
            .destroysWhen(GROUPS)
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_user_delete")
            .command("user", "delete")
            .title("Delete User")
            .description("Deletes a user with all tokens and permissions; whatever uses the tokens loses its access.")
            .delete("/access/users/{userid}", USERID)
            .returnsNothing();

    private UserTools() {}

    /** The server takes any realm: such a user could never log in. */
    private static Work create(Reading reading) {
        String user = reading.arguments().get(USERID);
        String realm = user.substring(user.lastIndexOf('@') + 1);
        List<String> realms = realms(reading);
        if (!realms.isEmpty() && !realms.contains(realm)) {
            throw InvalidCall.argument(USERID.name(), "there is no realm '" + realm + "', only "
                    + String.join(", ", realms));
        }
        return Work.of(Step.of("Create the user " + user, Query.of(NEW_USER)));
    }

    private static List<String> realms(Reading reading) {
        try {
            return reading.read(Query.of(REALMS)).items().stream()
                    .flatMap(realm -> realm.at("realm").text().stream()).toList();
        } catch (ServerFailure unreadable) {
            return List.of();
        }
    }
}
