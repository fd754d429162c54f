package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pagination")
class FilterTest {
    private static final Map<String, Object> ROW = Map.of("status", "running", "tags", "prod;Web", "mem",
            4L * 1024 * 1024 * 1024, "vmid", "100", "cpu", 0.25, "disk-write", 10, "list", List.of("a"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "status=running | true", "status=stopped | false", "status=Running | false", "status!=stopped | true",
            "status!=running | false", "status = running | true",
            "tags~web | true", "tags~WEB | true", "tags~db | false", "tags!~db | true", "tags!~web | false",
            "mem>3G | true", "mem>4G | false", "mem>=4G | true", "mem<=4GiB | true", "mem<4GB | false",
            "mem=4G | true", "mem=4096M | true", "mem!=4G | false", "mem<1T | true", "mem>4194303K | true",
            "vmid=100 | true", "vmid>=100 | true", "vmid<100 | false", "vmid>9 | true", "vmid=0100 | true",
            "cpu>0.2 | true", "cpu<0.25 | false", "cpu<=0.25 | true", "cpu>-1 | true", "disk-write=10 | true",
            "status>5 | false", "status<5 | false", "mem>many | false", "gone=x | false", "gone= | true",
            "gone!=x | true", "gone>0 | false", "list~a | true",
            "status=running,mem>3G | true", "status=running,mem>4G | false", "status=running, tags~web | true"})
    void choosesRows(String filter, boolean expected) {
        assertEquals(expected, Filter.parse(filter).lets(ROW));
    }

    @Test
    void nullIsAnEmptyText() {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("tags", null);
        assertTrue(Filter.parse("tags=").lets(row));
        assertTrue(Filter.parse("tags!~a").lets(row));
    }

    @Test
    void allLetsEverythingThrough() {
        assertTrue(Filter.ALL.lets(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status", "status==running", "mem>>4", "cpu=>1", "name=~web", "=x", "status=a,", "1a=b",
            "a b=c", "status ? x"})
    void refusesWhatIsNoTerm(String filter) {
        String problem = assertThrows(IllegalArgumentException.class, () -> Filter.parse(filter)).getMessage();
        assertTrue(problem.contains("is no term such as status=running"), problem);
    }

    private static final Map<String, Unit> UNITS = Map.of("cpu", Unit.FRACTION, "mem", Unit.BYTES, "uptime",
            Unit.SECONDS, "starttime", Unit.EPOCH, "template", Unit.FLAG);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "cpu>1% | true", "cpu>1.5% | true", "cpu>1.9% | false", "cpu=1.8% | true", "cpu>0.01 | true",
            "cpu<1 | true",
            "uptime>1d | true", "uptime>1d2h | false", "uptime=1d 1h | true", "uptime>90m | true", "uptime<25h | false",
            "uptime=90000s | true", "uptime>=90000 | true", "uptime!= | true", "uptime= | false",
            "mem>=2 G | true", "mem<2.5 gib | true", "mem=2g | true", "starttime>1700000000 | true",
            "template=yes | true", "template=no | false", "template!=1 | false", "idle<0.1% | true", "idle=0 | false"})
    void comparesInTheUnitOfTheField(String filter, boolean expected) {
        Map<String, Object> row = Map.of("cpu", 0.018, "uptime", 90_000, "mem", 2L << 30, "starttime", 1_800_000_000,
                "template", 1, "idle", 1.2e-7);
        Map<String, Unit> units = new HashMap<>(UNITS);
        units.put("idle", Unit.FRACTION);
        assertEquals(expected, Filter.parse(filter).measuredIn(units).lets(row));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cpu>90 | it is a share: 90% or 0.9", "cpu>1G | it is a share",
            "cpu=high | it is a share", "uptime>1G | it is a duration: 90s, 15m", "uptime<1w | it is a duration",
            "uptime> | it is a duration", "mem>4X | it is a size: 4G", "mem!=much | it is a size",
            "starttime>today | it is a point in time", "template=2x | it is yes or no",
            "disk>80% | a number or a size is compared", "status> | a number or a size is compared"})
    void refusesWhatCannotBeCompared(String filter, String whatWouldBeRight) {
        String problem = assertThrows(IllegalArgumentException.class, () -> Filter.parse(filter).measuredIn(UNITS))
                .getMessage();
        assertTrue(problem.contains(whatWouldBeRight), problem);
    }

    @Test
    void refusesAnOrderOfTexts() {
        Filter filter = Filter.parse("status>5").measuredIn(UNITS);
        String problem = assertThrows(IllegalArgumentException.class, () -> filter.fitting(List.of(ROW))).getMessage();
        assertTrue(problem.contains("status holds texts such as 'running'"), problem);
        assertEquals(filter, filter.fitting(List.of(Map.of())), "who has no value is no text");
    }
}
