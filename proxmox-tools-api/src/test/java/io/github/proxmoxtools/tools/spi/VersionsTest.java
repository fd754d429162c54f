package io.github.proxmoxtools.tools.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    private static final Versions RANGE = Versions.ALL.since("8.1").until("9.0");

    @ParameterizedTest
    @CsvSource({"7.4-16, false", "8.0, false", "8.1, true", "8.1.0, true", "8.10, true", "8.4.5, true", "8, true",
            "9.0, false", "9.0-1, false", "9.2.11, false", "10.0, false"})
    void holdTheFirstAndNotTheLast(String version, boolean inside) {
        assertEquals(inside, RANGE.include(version));
    }

    @Test
    void allHaveNoEnds() {
        assertTrue(Versions.ALL.include("6.0"));
        assertTrue(Versions.ALL.include("99.99"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "8.1.2", "eight", "8.x", ""})
    void endsAreMajorAndMinor(String version) {
        assertThrows(DeclarationException.class, () -> Versions.ALL.since(version));
        assertThrows(DeclarationException.class, () -> Versions.ALL.until(version));
    }
}
