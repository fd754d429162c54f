package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a login may do. */
final class PermissionTools {
    private static final Param<String> PATH = text("path", "Only this path of the permission tree, such as /vms/100.")
            .pattern(Patterns.PERMISSION_PATH)
            .optional();
    private static final Param<String> USERID = text("userid",
            "Another user or token (USER@REALM or USER@REALM!NAME); needs Sys.Audit on /access.")
            .pattern(Patterns.USER_ID.pattern() + "(![A-Za-z][A-Za-z0-9.\\-_]+)?", "NAME@REALM or NAME@REALM!TOKEN",
                    "alice@pve")
            .optional();
    private static final Endpoint PERMISSIONS = get("/access/permissions", PATH, USERID);

    static final Tool CHECK = Tool.reads("proxmox_check_permissions")
            .command("permissions", "check")
            .title("Check Permissions")
            .description("Tells the effective privileges by path, as the server itself computes them, and for each "
                    + "loaded tool whether they are enough, with the pveum command that would allow what is missing. "
                    + "A tool about a guest counts as allowed where one guest allows it; one that the server judges only "
                    + "while it runs has a field decided instead of allowed.")
            .calls(PERMISSIONS)
            .takes(PATH, USERID)
            .runs(PermissionTools::check)
            .returnsData();

    private PermissionTools() {}

    private static Work check(Reading reading) {
        Data permissions = reading.read(Query.of(PERMISSIONS));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("permissions", permissions.raw());
        if (reading.arguments().find(PATH).isEmpty()) {
            result.put("tools", reading.verdicts(permissions, reading.arguments().find(USERID)));
        } else {
            reading.note("Verdicts per tool need the whole tree: leave out path to get them.");
        }
        return Work.done(result);
    }
}
