package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.DocumentWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LiveSchemaTest {
    private static final String SCRIPT = "Content-Type: application/javascript\r\n";

    @TempDir
    private Path folder;
    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();
    @AutoClose
    private final ProxmoxClient client = server.client().build();

    private ScriptedServer hasVersion() {
        return server.answersJson("{\"data\":{\"version\":\"9.2.11\"}}");
    }

    @Test
    void readsTheServersOwnDescriptionWithoutALogin() {
        hasVersion().answers("200 OK", SCRIPT, DocumentWriter.write(ApiIndex.of("9.2"))).answersJson("{\"data\":1}");
        ApiIndex index = LiveSchema.uncached().of(client);
        assertEquals("9.2.11", index.release());
        assertEquals("9.2", index.version());
        assertEquals(ApiIndex.of("9.2").paths(), index.paths());
        ScriptedServer.Request request = server.requests().get(1);
        assertEquals("GET /pve-docs/api-viewer/apidoc.js HTTP/1.1", request.line());
        assertEquals("", request.header("Authorization"));
        client.send(ApiRequest.get(ApiPath.parse("/cluster/nextid")));
        assertEquals(1, server.connections());
    }

    @Test
    void asksOncePerVersion() {
        hasVersion().answers("200 OK", SCRIPT, DocumentWriter.write(ApiIndex.of("9.2")));
        List<String> paths = LiveSchema.cachedIn(folder).of(client).paths();
        assertEquals(paths, LiveSchema.cachedIn(folder).of(client).paths());
        assertEquals(2, server.requests().size());
    }

    @Test
    void brokenDescriptionsAreMalformedAnswers() {
        hasVersion().answers("200 OK", SCRIPT, "const apiSchema = [{]").answers("200 OK", SCRIPT, "")
                .answers("200 OK", "Content-Type: text/html\r\n", "<html></html>");
        for (int i = 0; i < 3; i++) {
            assertThrows(MalformedAnswerException.class, () -> LiveSchema.cachedIn(folder).of(client));
        }
        server.answers("404 Not Found", "", "");
        assertEquals(404, assertThrows(ApiException.class, () -> LiveSchema.uncached().of(client)).status());
    }
}
