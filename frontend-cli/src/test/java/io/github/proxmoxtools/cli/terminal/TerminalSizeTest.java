package io.github.proxmoxtools.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalSizeTest {
    @Test
    void readsWhatSttySays() {
        assertEquals(Optional.of(132), TerminalSize.ofSize("43 132\n"));
        assertEquals(Optional.empty(), TerminalSize.ofSize("0 0\n"));
        assertEquals(Optional.empty(), TerminalSize.ofSize("stty: no terminal"));
        assertEquals(Optional.empty(), TerminalSize.ofSize(""));
    }
}
