package io.github.proxmoxtools.tools.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataTest {
    static List<Arguments> wholes() {
        return List.of(Arguments.of(512, 512L), Arguments.of(512L, 512L), Arguments.of("512", 512L),
                Arguments.of("-1", -1L), Arguments.of(512.0, 512L), Arguments.of(1.5, null), Arguments.of("", null),
                Arguments.of("0x10", null), Arguments.of("512 ", null), Arguments.of(true, null),
                Arguments.of(new BigInteger("9223372036854775808"), null), Arguments.of(Double.NaN, null),
                Arguments.of("9223372036854775808", null), Arguments.of(List.of(1), null));
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void readsAWholeNumberHoweverItIsWritten(Object value, @Nullable Long expected) {
        assertEquals(Optional.ofNullable(expected), Data.of(value).whole());
    }

    static List<Arguments> flags() {
        return List.of(Arguments.of(1, true), Arguments.of("1", true), Arguments.of(true, true),
                Arguments.of("true", true), Arguments.of(0, false), Arguments.of("0", false),
                Arguments.of(false, false), Arguments.of("", false), Arguments.of(2, false),
                Arguments.of(Map.of(), false));
    }

    @ParameterizedTest
    @MethodSource("flags")
    void readsAYesOrNoHoweverItIsWritten(Object value, boolean expected) {
        assertEquals(expected, Data.of(value).flag());
    }

    @Test
    void readsTexts() {
        assertEquals(Optional.of("a"), Data.of("a").text());
        assertEquals(Optional.of("1"), Data.of(1).text());
        assertEquals(Optional.empty(), Data.of(null).text());
        assertEquals(Optional.empty(), Data.of(Map.of()).text());
        assertEquals(Optional.empty(), Data.of(List.of()).text());
    }

    @Test
    void whatIsNotThereIsAbsent() {
        Data none = Data.of("text").at("a").at("b");
        assertTrue(none.isAbsent());
        assertNull(none.raw());
        assertEquals(List.of(), none.items());
        assertEquals(Map.of(), none.fields());
        assertEquals("null", none.toString());
    }

    @Test
    void goesDownIntoObjectsAndLists() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("z", 1);
        row.put("a", null);
        Data list = Data.of(Arrays.asList(row, null));
        assertEquals(2, list.items().size());
        assertTrue(list.items().get(1).isAbsent());
        assertEquals(1, list.items().get(0).at("z").raw());
        assertEquals(List.of("z", "a"), List.copyOf(list.items().get(0).fields().keySet()));
    }
}
