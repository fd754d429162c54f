package io.github.proxmoxtools.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is written is what a reader of YAML reads. */
class YamlTextTest {
    private static @Nullable Object read(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static void assertReads(@Nullable Object value) {
        String yaml = YamlText.of(value);
        assertEquals(value, read(yaml), yaml);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yes", "No", "on", "OFF", "y", "null", "~", "true", "False", "0123", "0x1f",
            "0o17",
            "1e3", "12", "-1", "+1", "1.5", ".5", ".inf", ".NaN", "2026-11-28", "12:30:00", "1_000", "a: b", "a:", ":a",
            "a:b", "a::b", "a #b", "#a", "-", "- a", "--- a", "?", "? a", "!a", "&a", "*a", "@a", "`a", "%a", "|", ">",
            "[a]", "{a}", "a,b", "'a'", "\"a\"", "a\\b", "=", "<<", "a ", " a", "a  b",
            "virtio=BC:24:11:00:00:64,bridge=vmbr0",
            "local-lvm:vm-100-disk-0,size=32G", "\u001b[31mred", "\u0000", "\u007f", "\u0085", "\u2028", "\ufeffa",
            "\u00fc",
            "\ud83d\ude80", "tab\there", "a\rb", "one\ntwo", "one\ntwo\n", "one\ntwo\n\n\n", "\n", "\n\n", "\none",
            " one\ntwo",
            "one\n  two\n", "one\n\n\ntwo", "one \ntwo", "one\ntwo ", "one\n ", "a\tb\nc",
            "# no comment\n--- no end\n...\n",
            "one\r\ntwo\r\n", "one\n\ttwo", "key: |\n  text"})
    void textsStayTheSame(String text) {
        assertReads(text);
        assertReads(Map.of("key", text));
        assertReads(List.of(text, List.of(text), Map.of("in", Map.of("it", text))));
        assertReads(Map.of(text, 1, "other", List.of(text)));
    }

    @Test
    void structuresStayTheSame() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("nothing", null);
        object.put("flag", true);
        object.put("whole", 5);
        object.put("large", 12345678901L);
        object.put("share", 0.25);
        object.put("tiny", 1.0E-7);
        object.put("empty", Map.of());
        object.put("none", List.of());
        object.put("rows", List.of(Map.of("a", 1), Map.of("b", List.of(1, List.of(2, 3), Map.of("c", "x\ny\n")))));
        object.put("nulls", new ArrayList<>(Arrays.asList(null, 1)));
        assertReads(object);
        assertReads(List.of());
        assertReads(Map.of());
        assertReads(null);
    }

    @Test
    void readsWellForPeople() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", "web-01");
        object.put("description", "Two lines,\nas they are.\n");
        object.put("onboot", "yes");
        object.put("items", List.of(Map.of("vmid", 100), List.of("a", "b")));
        assertEquals("""
                     name: web-01
                     description: |
                       Two lines,
                       as they are.
                     onboot: "yes"
                     items:
                       - vmid: 100
                       - - a
                         - b
                     """, YamlText.of(object));
    }

    @Test
    void aLongTextNeedsNoDeepStack() {
        assertReads(Map.of("log", "a word: and more ".repeat(50_000) + "end"));
        assertReads(Map.of("log", "word ".repeat(50_000) + "end"));
    }
}
