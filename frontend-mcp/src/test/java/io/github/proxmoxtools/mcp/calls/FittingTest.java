package io.github.proxmoxtools.mcp.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.TestTools;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Tool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FittingTest {
    @Test
    void countsAsJsonIsWritten() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("text", "a\"\\\n\t\u0001ä漢😀");
        value.put("list", Arrays.asList(1, -2.5, true, null, List.of(), Map.of()));
        value.put("", new ArrayList<>());
        assertEquals(bytes(value), JsonSize.of(value));
    }

    @Test
    void leavesAloneWhatFits() {
        Answer answer = Answer.of(list(3, 10), Map.of());
        assertFalse(answer.content().containsKey("next_offset"));
        assertFalse(answer.content().containsKey("notes"));
        assertEquals(3, answer.content().get("count"));
    }

    @Test
    void sendsNobodyBehindThePartThatTheServerGave() {
        ToolResult page = list(50, 10);
        ToolResult result = new ToolResult(page.tool(), page.target(), new ToolResult.Listing(
                ((ToolResult.Listing) page.content()).items(), 230, 0, 50), List.of());
        Answer answer = Answer.of(result, Map.of());
        assertEquals(230, answer.content().get("total"));
        assertFalse(answer.content().containsKey("next_offset"), answer::text);
    }

    @Test
    void cutsAListByWholeRowsAndSaysHowToGoOn() {
        Answer answer = Answer.of(list(3_000, 100), Map.of());
        Data content = Data.of(JsonText.parse(answer.text()));
        int returned = content.at("items").items().size();
        assertTrue(returned > 200, "the budget is used: " + returned);
        assertEquals(returned, content.at("count").whole().orElseThrow());
        assertEquals(returned, content.at("returned").whole().orElseThrow());
        assertEquals(3_000, content.at("total").whole().orElseThrow());
        assertEquals(returned, content.at("next_offset").whole().orElseThrow());
        assertTrue(answer.text().contains("view.offset=" + returned));
        assertTrue(content.at("items").items().stream().allMatch(row -> row.at("name").text().orElseThrow()
                .length() == 100));
        assertWithin(32_000, answer);
    }

    @Test
    void givesMoreToWhoAsksForItButNotEndlessly() {
        int usual = returned(Answer.of(list(3_000, 100), Map.of("view", Map.of("filter", "x"))));
        for (Map<String, Object> view : List.<Map<String, Object>>of(Map.of("limit", 5_000),
                Map.of("fields", List.of("name")))) {
            Answer asked = Answer.of(list(3_000, 100), Map.of("view", view));
            assertTrue(returned(asked) > 2 * usual);
            assertWithin(100_000, asked);
        }
    }

    @Test
    void cutsARowThatIsTooLongByItself() {
        Answer answer = Answer.of(list(5, 200_000), Map.of());
        assertEquals(1, returned(answer));
        assertTrue(answer.text().contains("more characters left out]"));
        assertTrue(answer.text().contains("view.fields"));
        assertWithin(32_000, answer);
    }

    @Test
    void cutsTheLongestTextAndKeepsTheOthers() {
        Map<String, Object> data = Map.of("out-data", "x".repeat(500_000), "exitcode", 0, "err-data", "short");
        Answer answer = Answer.of(new ToolResult(TestTools.LOG, Optional.empty(), new ToolResult.Value(data),
                List.of()), Map.of());
        Data shown = Data.of(answer.content()).at("data");
        String text = shown.at("out-data").text().orElseThrow();
        int kept = text.indexOf('…');
        assertTrue(kept > 25_000, "the budget is used: " + kept);
        assertTrue(text.endsWith("… [" + (500_000 - kept) + " more characters left out]"), text.substring(kept));
        assertEquals("short", shown.at("err-data").text().orElseThrow());
        assertWithin(32_000, answer);
    }

    @Test
    void cutsListsAndObjectsWithin() {
        List<String> lines = IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        IntStream.range(0, 20_000).forEach(i -> fields.put("field" + i, i));
        for (Object data : List.of(Map.of("log", lines), fields)) {
            Answer answer = Answer.of(new ToolResult(TestTools.TASK, Optional.empty(), new ToolResult.Value(data),
                    List.of()), Map.of());
            assertTrue(answer.text().contains(" left out]"));
            assertWithin(32_000, answer);
        }
    }

    @Test
    void cutsFailuresAndNotesToo() {
        assertWithin(32_000, Answer.ofFailure(Map.of("error", "x".repeat(90_000), "details", Map.of("log",
                IntStream.range(0, 9_000).mapToObj(i -> "line " + i).toList())), true));
        List<String> notes = IntStream.range(0, 3_000).mapToObj(i -> "Not read: node " + i).toList();
        assertWithin(32_000, Answer.of(new ToolResult(TestTools.TASK, Optional.empty(), new ToolResult.Value("y"
                .repeat(90_000)), notes), Map.of()));
    }

    @Test
    void saysTheSameInBothForms() {
        for (ToolResult result : List.of(list(3_000, 100), list(2, 5), new ToolResult(TestTools.LOG, Optional.empty(),
                new ToolResult.Value(Map.of("out", "\u001B[1mbold\u202E".repeat(20_000))), List.of("a\u200Bnote")))) {
            Answer answer = Answer.of(result, Map.of());
            String json = answer.text().substring(answer.text().indexOf('{'));
            assertEquals(JsonText.parse(JsonText.compact(answer.content())), JsonText.parse(json));
            assertFalse(answer.text().contains("\u202E") || answer.text().contains("\u200B"));
        }
    }

    @Test
    void fitsWhateverComes() {
        Random random = new Random(42);
        for (int round = 0; round < 60; round++) {
            Object value = anything(random, 3);
            long budget = 500 + random.nextInt(4_000);
            Object fit = Shortened.toFit(value, budget);
            assertTrue(bytes(fit) <= budget, () -> JsonSize.of(value) + " to " + budget + ": " + bytes(fit));
            if (bytes(value) <= budget) {
                assertSame(value, fit);
            }
        }
    }

    private static @Nullable Object anything(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0 -> "ä".repeat(random.nextInt(3_000));
            case 1 -> random.nextInt();
            case 2 -> null;
            case 3 -> IntStream.range(0, random.nextInt(14)).mapToObj(i -> "k" + i).collect(LinkedHashMap::new,
                    (map, key) -> map.put(key, anything(random, depth - 1)), LinkedHashMap::putAll);
            default -> {
                List<@Nullable Object> list = new ArrayList<>();
                IntStream.range(0, random.nextInt(14)).forEach(i -> list.add(anything(random, depth - 1)));
                yield list;
            }
        };
    }

    private static int returned(Answer answer) {
        return answer.content().get("items") instanceof List<?> rows ? rows.size() : -1;
    }

    private static ToolResult list(int rows, int length) {
        Tool tool = TestTools.LIST;
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("vmid", i);
            row.put("name", "x".repeat(length));
            items.add(row);
        }
        return new ToolResult(tool, Optional.empty(), new ToolResult.Listing(items, rows, 0), List.of());
    }

    private static void assertWithin(int most, Answer answer) {
        int size = answer.text().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size <= most, () -> "bytes: " + size);
        assertTrue(bytes(answer.content()) <= most);
    }

    private static int bytes(@Nullable Object value) {
        return JsonText.compact(value).getBytes(StandardCharsets.UTF_8).length;
    }
}
