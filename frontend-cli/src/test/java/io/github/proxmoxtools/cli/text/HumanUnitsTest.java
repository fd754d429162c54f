package io.github.proxmoxtools.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.spi.Unit;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class HumanUnitsTest {
    private final HumanUnits units = new HumanUnits(() -> ZoneId.of("Europe/Vienna"));

    @ParameterizedTest
    @CsvSource({"BYTES, 0, 0 B", "BYTES, 1023, 1023 B", "BYTES, 1024, 1.0 KiB", "BYTES, 1048575, 1.0 MiB",
            "BYTES, 34359738368, 32.0 GiB", "BYTES, many, many", "SECONDS, 0, 0s", "SECONDS, 59, 59s",
            "SECONDS, 3600, 1h", "SECONDS, 273600, 3d 4h", "SECONDS, 75, 1m 15s", "EPOCH, 0, -",
            "EPOCH, 1751328000, 2025-07-01 02:00:00", "FLAG, 1, yes", "FLAG, 0, no", "PLAIN, 1024, 1024"})
    public void textIsShownInItsUnit(Unit unit, String value, String shown) {
        assertEquals(shown, units.show(value, unit));
    }

    @ParameterizedTest
    @CsvSource({"0.123, 12.3%", "1, 100.0%", "0, 0.0%", "0.00049, 0.0%", "2.5, 250.0%"})
    public void fractionIsAPercentage(double value, String shown) {
        assertEquals(shown, units.show(value, Unit.FRACTION));
    }

    @Test
    void whatHoldsOtherValuesIsShownInWords() {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("name", "net0");
        card.put("up", true);
        card.put("addresses", List.of("10.0.0.1", Map.of("prefix", 24)));
        assertEquals("name: net0, up: yes, addresses: (10.0.0.1, (prefix: 24))", units.show(card, Unit.PLAIN));
        assertEquals("(name: net0), b", units.show(List.of(Map.of("name", "net0"), "b"), Unit.PLAIN));
        assertEquals("-", units.show(Map.of(), Unit.PLAIN));
    }
}
