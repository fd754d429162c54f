package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.TextForm;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guests that HA keeps running, and how it is doing. */
final class HaResources {
    /** What a resource is called; a bare number stands for the guest that has it. */
    static final TextForm SID_FORM = new TextForm("((vm|ct):)?[1-9][0-9]{2,8}",
            "vm: or ct: and a vmid, or just the vmid",
            "vm:100");
    static final int LONGEST_COMMENT = 4096;
    private static final Param<String> SID = text("sid", "vm:100, ct:101, or just the vmid.").pattern(SID_FORM);
    private static final Param<String> STATE = choice("state",
            "What HA brings about: started when absent; stopped and disabled shut the guest down.",
            "started", "stopped", "enabled", "disabled", "ignored").optional();
    private static final Param<String> COMMENT = text("comment", "").max(LONGEST_COMMENT).optional();
    private static final Param<Long> MAX_RESTART = whole("max_restart", "").min(0)
            .optional();
    private static final Param<Long> MAX_RELOCATE = whole("max_relocate", "").min(0)
            .optional();
    private static final Param<String> GROUP = text("group", "Up to PVE 8; since 9 rules name their resources.")
            .pattern(Patterns.CONFIG_ID).until("9.0").optional();
    private static final Param<Boolean> FAILBACK = Param.flag("failback",
            "Return to the preferred node; yes when absent.").since("9.0");
    private static final Param<String> TYPE = choice("type", "", "ct", "vm").optional();
    private static final Endpoint CURRENT = get("/cluster/ha/status/current");
    private static final Endpoint MANAGER = get("/cluster/ha/status/manager_status");

    static final Tool STATUS = Tool.reads("proxmox_ha_status")
            .command("ha", "status")
            .title("HA Status")
            .description("Tells how HA is doing: quorum, which node's manager decides, the nodes' helpers, the state "
                    + "of each managed guest (current), and what the manager itself has noted (manager).")
            .calls(CURRENT, MANAGER)
            .runs(HaResources::status)
            .showsForeignText()
            .returnsData();

    static final Tool LIST = Tool.reads("proxmox_ha_resources_list")
            .command("ha", "resource", "list")
            .title("List HA Resources")
            .description("Lists the guests that HA manages, with the state it is to bring about; the state they are "
                    + "in is part of the HA status.")
            .get("/cluster/ha/resources")
            .showsForeignText()
            .returnsList(plain("sid"), plain("type"), plain("state"), plain("group"), flag("failback"),
                    plain("max_restart"), plain("max_relocate"), plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_ha_resource_create")
            .command("ha", "resource", "create")
            .title("Create HA Resource")
            .description("Puts a guest under HA: it is started if it is not, restarted where it fails, and recovered "
                    + "on another node when its own dies. With group, HA may move it at once, while it runs.")
            .post("/cluster/ha/resources", SID, STATE, COMMENT, MAX_RESTART, MAX_RELOCATE, GROUP, FAILBACK, TYPE)
            .destroysWhen(STATE.is("stopped"), STATE.is("disabled"), GROUP)
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_ha_resource_delete")
            .command("ha", "resource", "delete")
            .title("Delete HA Resource")
            .description("Takes a guest out of HA, since PVE 9 also out of the HA rules; the guest itself stays as it "
                    + "is, but nobody restarts or recovers it any more.")
            .delete("/cluster/ha/resources/{sid}", SID)
            .returnsNothing();

    private HaResources() {}

    private static Work status(Reading reading) {
        List<Data> answers = reading.readAll(List.of(Query.of(CURRENT), Query.of(MANAGER)));
        Map<String, @Nullable Object> both = new LinkedHashMap<>();
        both.put("current", answers.get(0).raw());
        both.put("manager", answers.get(1).raw());
        return Work.done(both);
    }
}
