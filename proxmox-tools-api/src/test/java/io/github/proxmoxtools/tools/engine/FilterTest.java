package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    @ValueSource(strings = {"", "status", "=x", "status=a,", "1a=b", "a b=c", "status ? x"})
    void refusesWhatIsNoTerm(String filter) {
        String problem = assertThrows(IllegalArgumentException.class, () -> Filter.parse(filter)).getMessage();
        assertTrue(problem.contains("is no term such as status=running"), problem);
    }
}
