package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For whom a tool is, also where the server does not have what it calls. */
class VerdictsTest {
    private static final Data NOTHING = Data.of(Map.of());
    private final Tool declared = Samples.reads("proxmox_sample_pci", "sample", "pci").get("/cluster/mapping/pci")
            .since("8.0").returnsData();
    private final Tool undeclared = Samples.reads("proxmox_sample_usb", "sample", "usb").get("/cluster/mapping/usb")
            .returnsData();

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
}
