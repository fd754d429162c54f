package io.github.proxmoxtools.tools.engine;

import static io.github.proxmoxtools.tools.spi.Param.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For whom a tool is, also where the server does not have what it calls. */
class VerdictsTest {
    private static final Param<String> NODE = text("node", "Which node.");
    private static final Data NOTHING = Data.of(Map.of());
    private final Tool declared = Samples.reads("proxmox_sample_pci", "sample", "pci").get("/cluster/mapping/pci")
            .since("8.0").returnsData();
    private final Tool undeclared = Samples.reads("proxmox_sample_usb", "sample", "usb").get("/cluster/mapping/usb")
            .returnsData();
    private final Tool stopTask = Samples.destroys("proxmox_sample_end", "sample", "end")
            .delete("/nodes/{node}/tasks/{upid}", NODE, text("upid", "A task.")).returnsNothing();
    private final Tool create = Samples.changes("proxmox_sample_create", "sample", "create")
            .post("/nodes/{node}/qemu", NODE, text("vmid", "Its id.")).startsTask();

    private Map<String, Object> verdict(Tool tool, String version) {
        return new Verdicts(Samples.catalog(tool), version, "automation@pve!agent", NOTHING).all().getFirst();
    }

    @Test
    void whatTheVersionLacksIsAllowedToNobody() {
        assertEquals(Map.of("tool", declared.name(), "allowed", false, "missing",
                List.of("needs Proxmox VE 8.0 or newer")), verdict(declared, "7.4"));
        assertEquals(List.of("needs another version of Proxmox VE than 7.4"), verdict(undeclared, "7.4").get(
                "missing"));
        assertEquals(true, verdict(declared, "9.2").get("allowed"));
    }

    /** With the words that a refusal has. */
    @Test
    void commandIsThatOfARefusal() {
        Tool start = Samples.changes("proxmox_sample_start", "sample", "start")
                .post("/nodes/{node}/qemu/{vmid}/status/start", GuestInput.VM).startsTask();
        assertEquals(List.of("pveum acl modify /vms --tokens 'automation@pve!agent' --roles PVEVMUser"),
                verdict(start, "9.2").get("allow"));
        Tool options = Samples.changes("proxmox_sample_options", "sample", "options").put("/cluster/options")
                .returnsNothing();
        assertEquals(List.of("pveum role add ROLE --privs Sys.Modify && pveum acl modify / --tokens "
                + "'automation@pve!agent' --roles ROLE"), verdict(options, "9.2").get("allow"));
    }

    /** The schema lets in everybody, but others than the owner of a task need a privilege. */
    @Test
    void whatTheServerDecidesOnItsWayIsNotPromised() {
        assertEquals(Map.of("tool", stopTask.name(), "decided", "by the server when it runs"),
                verdict(stopTask, "9.2"));
        Map<String, Object> allowed = Map.of("tool", stopTask.name(), "allowed", true);
        Data modifies = Data.of(Map.of("/", Map.of("Sys.Modify", 1)));
        assertEquals(allowed, new Verdicts(Samples.catalog(stopTask), "9.2", "root@pam", NOTHING).all().getFirst());
        assertEquals(allowed, new Verdicts(Samples.catalog(stopTask), "9.2", "bob@pve", modifies).all().getFirst());
    }

    @Test
    void whatIsOnlySaidInWordsIsJudgedToo() {
        assertEquals(Map.of("tool", create.name(), "allowed", false, "missing", List.of("VM.Allocate on /vms"), "allow",
                List.of("pveum acl modify /vms --tokens 'automation@pve!agent' --roles PVEVMAdmin")),
                verdict(create, "9.2"));
        Data poolOwner = Data.of(Map.of("/pool/dev", Map.of("VM.Allocate", 1)));
        assertEquals(Map.of("tool", create.name(), "allowed", true),
                new Verdicts(Samples.catalog(create), "9.2", "alice@pve", poolOwner).all().getFirst());
    }
}
