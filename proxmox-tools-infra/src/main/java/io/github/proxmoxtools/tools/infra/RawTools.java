package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.localFile;
import static io.github.proxmoxtools.tools.spi.Param.mapping;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Action;
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
                    + "GET reads, a call just as a tool makes it has that tool's class, everything else destroys.")
            .callsAnything(METHOD, PATH, PARAMS, FORCE)
            .showsForeignText()
            .returnsData();

    /** Proxmox VE replaces a file of the same name without a word. */
    static final Tool UPLOAD = Tool.destroys("proxmox_api_upload_file")
            .command("api", "upload")
            .title("Upload a File through the API")
            .description(
                    "Streams a local file to any path of the Proxmox VE API that takes one, for what has no tool of "
                            + "its own. Checked as any raw call; a file of the same name is replaced. A task in the "
                            + "answer is followed.")
            .uploadsAnything(new Action.RawUpload(
                    text("path", "Path below /api2/json, such as /nodes/pve1/storage/local/upload."),
                    localFile("file_path", ""),
                    choice("file_field", "", "filename").optional(),
                    text("filename", "Its name on the server; its own when absent.").optional(),
                    mapping("fields", "What else to send, such as content.").optional(), FORCE))
            .returnsData();

    private RawTools() {}
}
