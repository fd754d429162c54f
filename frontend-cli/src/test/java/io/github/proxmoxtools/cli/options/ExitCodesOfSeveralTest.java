package io.github.proxmoxtools.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodesOfSeveralTest {
    @Test
    void someAllOrNone() {
        assertEquals(0, ExitCodes.ofSeveral(List.of()));
        assertEquals(0, ExitCodes.ofSeveral(List.of(0, 0)));
        assertEquals(10, ExitCodes.ofSeveral(List.of(0, 5, 4)));
        assertEquals(5, ExitCodes.ofSeveral(List.of(5, 5)));
        assertEquals(1, ExitCodes.ofSeveral(List.of(5, 4)));
        assertEquals(10, ExitCodes.ofSeveral(List.of(10, 4)));
    }
}
