package io.github.proxmoxtools.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.spi.Unit;
import java.time.ZoneId;
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
}
