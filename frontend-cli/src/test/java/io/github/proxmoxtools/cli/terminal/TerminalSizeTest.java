package io.github.proxmoxtools.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {
    @Test
    void answerHasRowsFirst() {
        assertEquals(Optional.of(new Size(50, 132)), TerminalSize.parsed("50 132\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0\n", "0 80\n", "stty: standard input: Not a tty\n", "99999 1\n", "24\n"})
    void whatIsNoSizeIsNotBelieved(String answer) {
        assertEquals(Optional.empty(), TerminalSize.parsed(answer));
    }

    @Test
    void variablesSayItWhereNothingElseDoes() {
        assertEquals(new Size(30, 100), new TerminalSize(Map.of("LINES", "30", "COLUMNS", "100")).said());
        assertEquals(new Size(24, 100), new TerminalSize(Map.of("LINES", "-1", "COLUMNS", "100")).said());
        assertEquals(Size.USUAL, new TerminalSize(Map.of("COLUMNS", "wide")).said());
    }
}
