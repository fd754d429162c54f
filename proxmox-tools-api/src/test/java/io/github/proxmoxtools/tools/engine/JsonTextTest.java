package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static Map<String, @Nullable Object> everything() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("text", "größe \"quoted\" \\ \n \u0001 \uD83D\uDE00");
        value.put("whole", 42L);
        value.put("large", new BigInteger("123456789012345678901234567890"));
        value.put("fraction", 0.25);
        value.put("yes", true);
        value.put("no", false);
        value.put("nothing", null);
        value.put("list", new ArrayList<>(List.of(1L, "a", Map.of(), List.of())));
        value.put("", Map.of("nested", Map.of("deep", -1L)));
        return value;
    }

    @Test
    void writesWhatItReads() {
        assertEquals(everything(), JsonText.parse(JsonText.compact(everything())));
        assertEquals(everything(), JsonText.parse(JsonText.pretty(everything())));
    }

    @Test
    void keepsTheOrderOfFields() {
        assertEquals("{\"z\":1,\"a\":2}", JsonText.compact(JsonText.parse("{\"z\":1,\"a\":2}")));
    }

    @Test
    void compactIsOneLineAndPrettyIsNot() {
        assertEquals("{\"a\":[1,null]}", JsonText.compact(JsonText.parse("{ \"a\" : [ 1 , null ] }")));
        assertEquals("{\n  \"a\" : [\n    1\n  ]\n}", JsonText.pretty(Map.of("a", List.of(1))));
    }

    @Test
    void writesOtherNumbersAndValuesToo() {
        assertEquals("[1,1.5,12,\"NaN\",\"READ\"]", JsonText.compact(List.of(1, new BigDecimal("1.5"),
                new BigInteger("12"), Double.NaN, io.github.proxmoxtools.tools.spi.Safety.READ)));
        assertEquals("null", JsonText.compact(null));
        assertEquals("[0.5,1]", JsonText.compact(List.of(0.5f, (short) 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1", "[1,", "{\"a\"", "{\"a\":}", "{a:1}", "]", "nul", "'a'", "1 2", "{} x",
            "[1,]", "\"a", "01", "{\"a\":1,}"})
    void refusesWhatIsNoJson(String text) {
        String problem = assertThrows(IllegalArgumentException.class, () -> JsonText.parse(text)).getMessage();
        assertTrue(problem.startsWith("not JSON: "), problem);
        assertEquals(1, problem.lines().count());
    }

    @Test
    void refusesBottomlessNesting() {
        assertThrows(IllegalArgumentException.class, () -> JsonText.parse("[".repeat(100_000)));
    }

    @Test
    void doesNotRepeatWhatItCouldNotRead() {
        String problem = assertThrows(IllegalArgumentException.class,
                () -> JsonText.parse("{\"password\": hunter2}")).getMessage();
        assertTrue(!problem.contains("hunter2"), problem);
    }
}
