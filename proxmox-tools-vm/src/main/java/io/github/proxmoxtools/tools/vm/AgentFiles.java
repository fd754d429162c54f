package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that the guest agent reads and writes. */
final class AgentFiles {
    private static final int MOST_WRITTEN = 61_440;
    private static final Param<String> FILE = text("file", "Full path inside the guest.");
    private static final Param<Long> OFFSET = whole("offset", "Bytes to skip.").min(0).optional().since("9.2");
    private static final Param<Long> COUNT = whole("count", "Most bytes to read.").min(1).max(16 << 20).optional()
            .since("9.2");
    private static final Param<String> CONTENT = text("content", "").max(MOST_WRITTEN);
    private static final Param<Boolean> ENCODE = Param.flag("encode",
            "false: content is base64 already, for bytes that are no text.");
    private static final Endpoint READ_CALL = AgentCalls.get("file-read", FILE, OFFSET, COUNT);
    private static final Endpoint WRITE_CALL = AgentCalls.post("file-write", FILE, CONTENT, ENCODE);

    static final Tool READ = Tool.reads("proxmox_vm_agent_file_read")
            .command("vm", "agent", "file", "read")
            .title("Read File in Guest")
            .description(
                    "Reads a file inside a VM through the guest agent: as text, or as base64 when its bytes are no "
                            + "UTF-8 (see encoding). Proxmox VE cuts it at 16 MiB.")
            .calls(READ_CALL)
            .takes(VM, FILE, OFFSET, COUNT)
            .runs(AgentFiles::read)
            .showsForeignText()
            .returnsData(bytes("bytes-read"), flag("truncated"));

    static final Tool WRITE = Tool.destroys("proxmox_vm_agent_file_write")
            .command("vm", "agent", "file", "write")
            .title("Write File in Guest")
            .description("Writes a text of up to 60 KiB to a file inside a VM through the guest agent. "
                    + "A file that is there is overwritten.")
            .calls(WRITE_CALL)
            .takes(VM, FILE, CONTENT, ENCODE)
            .runs(AgentFiles::write)
            .returnsNothing();

    private AgentFiles() {}

    private static Work read(Reading reading) {
        Data answer = reading.read(Query.of(READ_CALL));
        boolean cut = answer.at("truncated").flag();
        AgentBytes content = AgentBytes.received(answer.at("content").text().orElse(""));
        Optional<String> text = content.text(cut);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("file", reading.arguments().get(FILE));
        result.put("content", text.orElseGet(content::base64));
        result.put("encoding", text.isPresent() ? "utf-8" : "base64");
        result.put("bytes-read", answer.at("bytes-read").whole().orElse((long) content.size()));
        if (cut) {
            result.put("truncated", 1L);
            reading.note("The file goes on after these bytes: Proxmox VE read no more"
                    + (OFFSET.versions().include(reading.version()) ? "; offset reads the rest." : "."));
        }
        return Work.done(result);
    }

    private static Work write(Reading reading) {
        String content = reading.arguments().get(CONTENT);
        boolean encodes = reading.arguments().find(ENCODE).orElse(true);
        Query call = Query.of(WRITE_CALL).with(CONTENT.name(), encodes ? toSend(content) : base64(content));
        return Work.of(Step.of("Write the file", call)).answering(answers -> null);
    }

    private static String toSend(String content) {
        String bytes = AgentBytes.toSend(content);
        if (bytes.length() > MOST_WRITTEN) {
            throw InvalidCall.argument(CONTENT.name(), "may have " + MOST_WRITTEN + " bytes, not " + bytes.length());
        }
        return bytes;
    }

    private static String base64(String content) {
        try {
            Base64.getDecoder().decode(content.replaceAll("\\s+", ""));
            return content;
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument(CONTENT.name(), "is no base64, as it must be without encode");
        }
    }
}
