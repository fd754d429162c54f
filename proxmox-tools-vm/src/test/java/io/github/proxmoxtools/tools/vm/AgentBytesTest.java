package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("agent")
final class AgentBytesTest {
    @Test
    void whatIsSentComesBackAsItWas() {
        String text = "plain, \u00fcml\u00e4ut, \u2713, \ud83d\ude00\n";

        assertEquals(Optional.of(text), AgentBytes.received(AgentBytes.toSend(text)).text(false));
    }

    @Test
    void bytesThatAreNoTextAreBase64() {
        AgentBytes bytes = AgentBytes.received("\u00ff\u0000\u0001");

        assertEquals(Optional.empty(), bytes.text(false));
        assertEquals("/wAB", bytes.base64());
        assertEquals(Optional.empty(), AgentBytes.received("a\0b").text(false));
    }

    @Test
    void aCharacterThatWasCutIsLeftOut() {
        AgentBytes cut = AgentBytes.received(AgentBytes.toSend("ab\u2713")).first(4);

        assertEquals(Optional.of("ab"), cut.text(true));
        assertEquals(Optional.empty(), cut.text(false));
        assertEquals(4, cut.size());
    }

    @Test
    void textThatSomebodyDecodedBeforeStaysText() {
        assertEquals(Optional.of("\u2713"), AgentBytes.received("\u2713").text(false));
        assertEquals(3, AgentBytes.received("\u2713").size());
        assertEquals(3, "\u2713".getBytes(StandardCharsets.UTF_8).length);
    }
}
