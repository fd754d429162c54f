package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.audit.AuditVerification;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an audit log in the settings, what agents change is written down. */
class AuditedTest {
    private final Catalog catalog = Catalog.of(List.of(new VmToolset()));
    @AutoClose
    private final Simulator simulator = Simulator.start();

    @TempDir
    private Path temporary;

    private Path log() throws IOException {
        return temporary.toRealPath().resolve("audit.jsonl");
    }

    private Options options() throws IOException {
        Options plain = Options.of(CommandLine.parse("--file-root", temporary.toString()));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("PROXMOX_HOST", simulator.hosts().getFirst());
        settings.put("PROXMOX_TOKEN_ID", simulator.adminTokenId());
        settings.put("PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret());
        settings.put("PROXMOX_FINGERPRINT", String.join(",", simulator.fingerprints()));
        settings.put("PROXMOX_LEARN_MEMBERS", "false");
        settings.put("PROXMOX_AUDIT_LOG", log().toString());
        return new Options(plain.selection(), plain.compact(), plain.confirm(), plain.stopOnCancel(),
                plain.fileRoots(), plain.ownFiles(), settings, plain.http(), plain.demo(), plain.debug());
    }

    private List<String> written() throws IOException {
        return Files.readAllLines(log()).stream().map(line -> (Map<?, ?>) JsonText.parse(line))
                .map(record -> record.get("record") + " " + record.get("confirmation")).toList();
    }

    @Test
    void aPlanTokenIsAConfirmationOfItsOwnKind() throws Exception {
        try (Engine engine = new ClusterWorkplace(options(), warning -> {}).open(catalog);
                Session session = Session.with(catalog, engine::run, ConfirmMode.TOKEN, "{}")) {
            session.call(1, "proxmox_vm_stop", "{'vmid':100}");
            String token = session.answer(1).at("result").at("structuredContent").at("plan_token").text().orElseThrow();
            session.call(2, "proxmox_vm_stop", "{'vmid':100,'plan_token':'" + token + "'}");
            session.answer(2);
            assertFalse(Files.readString(log()).contains(token));
        }
        assertEquals(List.of("not_sent {needed=true, way=plan_token, answer=cannot_ask}",
                "intent {needed=true, way=plan_token, answer=yes}", "outcome null"), written());
        assertTrue(AuditVerification.of(log()).holds());
    }

    @Test
    void itIsSaidWhoWroteIt() throws Exception {
        try (Engine engine = new ClusterWorkplace(options(), warning -> {}).open(catalog);
                Session session = Session.with(catalog, engine::run, ConfirmMode.NONE, "{}")) {
            session.call(1, "proxmox_vm_stop", "{'vmid':100}");
            session.answer(1);
        }
        Map<?, ?> intent = (Map<?, ?>) JsonText.parse(Files.readAllLines(log()).getFirst());
        assertTrue(String.valueOf(intent.get("program")).startsWith("proxmox-mcp "), intent.toString());
        assertEquals(simulator.hosts().getFirst(), intent.get("host"));
        assertEquals(simulator.adminTokenId(), intent.get("login"));
        assertEquals("intent {needed=true, way=beforehand, answer=yes}", written().getFirst());
    }
}
