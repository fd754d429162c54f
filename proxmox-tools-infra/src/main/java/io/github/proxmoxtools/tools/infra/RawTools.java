package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.mapping;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Map;

/** Calls that no other tool makes. */
final class RawTools {
    private static final Param<String> METHOD = choice("method", "", "GET", "POST", "PUT", "DELETE");
    private static final Param<String> PATH = text("path",
            "Path below /api2/json, such as /nodes/pve1/qemu/100/config.");
    private static final Param<Map<String, Object>> PARAMS = mapping("params", "What to send, by Proxmox VE's names.")
            .optional();
    private static final Param<Boolean> FORCE = flag("force", "Send although our index of the API does not know it.");

    static final Tool CALL = Tool.reads("proxmox_api_call")
            .command("api", "call")
            .title("Call the API")
            .description("Calls any method and path of the Proxmox VE API, for what has no tool of its own. "
                    + "It is checked against the official schema before it is sent, and judged by what it calls: "
                    + "GET reads, a call that a tool declares has that tool's class, everything else destroys.")
            .callsAnything(METHOD, PATH, PARAMS, FORCE)
            .showsForeignText()
            .returnsData();

    private RawTools() {}
}
