package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTextTest {
    private static final List<String> PIECES = List.of("plain", "ä", "漢字", "\u001B[31m", "\u001B[2J", "\u009B1;2H",
            "\u001B]0;title\u0007", "\u001B]8;;http://x\u001B\\", "\u009D8;;x\u009C", "\u001BP1$q\u001B\\", "\u001B(B",
            "\u001B", "\u009B", "\u009D", "\u0000", "\u0007", "\b", "\r", "\r\n", "\n", "\t", "\u0085", "\u2028",
            "\u202E", "\u2066", "\u2069", "\u200B", "\u200D", "\u200F", "\uFEFF", "\u00AD", "\u034F", "\u3164",
            "\uFE0F", "\uFE0E", "\uFE00", "\uDB40\uDD01", "\uDB40\uDC41", "\uDB40\uDC7F", "\uE000", "\uD800", "\uDC00",
            "\uFFFF", "❤", "👩", "👦", "👍", "🏽", "1", "\u20E3", "#", "\u001B[", "[31m", "]0;");

    @ParameterizedTest
    @CsvSource({"'\u001B[1;31mred\u001B[0m', red", "'\u009B31mred', red", "'a\u001B]0;title\u0007b', ab",
            "'a\u001B]8;;http://x\u001B\\b', ab", "'a\u009D0;title\u009Cb', ab", "'a\u001BPpayload\u001B\\b', ab",
            "'a\u001B(Bb', ab", "'a\u001Bcb', ab", "'safe\u202Egpj.exe', safegpj.exe", "'a\u200Bb\u2060c', abc",
            "'pass\u00ADword', password", "'\uDB40\uDC49\uDB40\uDC47\uDB40\uDC4Ehi', hi",
            "'😀\uDB40\uDD10\uDB40\uDD11', 😀", "'a\uFE0F\uFE01b', ab", "'a\uD800b', a\uFFFDb", "'a\uE000b', a\uFFFDb",
            "'a\u0000\u0007\bb', ab", "'a\u200Db', ab"})
    void takesOutWhatHidesOrSteers(String hostile, String clean) {
        assertEquals(clean, CleanText.of(hostile));
    }

    @Test
    void keepsTheRestOfATextWhoseSequenceDoesNotEnd() {
        assertEquals("0;everything else", CleanText.of("\u001B]0;everything else"));
    }

    @Test
    void keepsLinesAndTabs() {
        assertEquals("one\n\ttwo\nthree\nfour\nfive", CleanText.of("one\n\ttwo\r\nthree\rfour\u2028five"));
    }

    @ParameterizedTest
    @CsvSource({"❤\uFE0F", "👩\u200D👩\u200D👦", "👍🏽", "1\uFE0F\u20E3", "👩🏽\u200D💻", "'Ünïcödé, 漢字, עברית'"})
    void keepsWhatPeopleWrite(String text) {
        assertEquals(text, CleanText.of(text));
    }

    @Test
    void makesNoCopyOfAPlainText() {
        String plain = "plain text\n\twith lines";
        assertSame(plain, CleanText.of(plain));
    }

    @Test
    void cleansNamesAndLosesNoFact() {
        assertEquals(Map.of("key", 1, "key (2)", List.of("ab")),
                CleanText.of(new java.util.TreeMap<>(Map.of("key", 1, "key\u200B", List.of("a\u202Eb")))));
    }

    @Test
    void leavesNothingHiddenInAnyMixture() {
        Random random = new Random(20_261_127);
        for (int round = 0; round < 5_000; round++) {
            String hostile = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size()))).collect(Collectors.joining());
            String clean = CleanText.of(hostile);
            assertEquals(clean, CleanText.of(clean), () -> "cleaning twice: " + escaped(hostile));
            assertTrue(clean.codePoints().allMatch(CleanTextTest::isHarmless), () -> escaped(hostile) + " became "
                    + escaped(clean));
        }
    }

    @Test
    void takesNoLongerForManyBeginningsThanForOne() {
        String hostile = "\u001B]".repeat(200_000) + "\u009D".repeat(200_000) + "\u001B[".repeat(200_000);
        assertEquals("", CleanText.of(hostile));
    }

    /** Written without the table under test. */
    private static boolean isHarmless(int character) {
        boolean control = Character.isISOControl(character) && character != '\n' && character != '\t';
        boolean hidden = Character.getType(character) == Character.FORMAT && character != 0x200D;
        boolean tag = character >= 0xE0000 && character <= 0xE0FFF;
        boolean selector = character >= 0xFE00 && character < 0xFE0F;
        boolean half = Character.getType(character) == Character.SURROGATE;
        return !control && !hidden && !tag && !selector && !half && character != 0x3164 && character != 0x034F;
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
    }
}
