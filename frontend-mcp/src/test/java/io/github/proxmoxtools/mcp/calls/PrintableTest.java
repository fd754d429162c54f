package io.github.proxmoxtools.mcp.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void keepsATextInItsLine() {
        assertEquals("web shop? ok", Printable.of("web\nshop\u202E ok"));
    }

    @Test
    void boundsALongText() {
        assertEquals(201, Printable.of("x".repeat(5000)).length());
        assertEquals(200, Printable.of("x".repeat(200)).length());
    }
}
