package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinderTest {
    private static final Param<String> TEXT = Param.text("text", "A text.")
            .pattern("[a-z0-9]*", "letters and digits", "a1").max(5).optional();
    private static final Param<Long> WHOLE = Param.whole("whole", "").min(1).max(10).optional();
    private static final Param<Double> DECIMAL = Param.decimal("decimal", "").min(0).max(2).optional();
    private static final Param<Boolean> FLAG = Param.flag("flag", "");
    private static final Param<String> CHOICE = Param.choice("choice", "", "red", "green").optional();
    private static final Param<List<String>> LIST = Param.list("list", "").optional();
    private static final Param<List<String>> REPEATED = Param.repeated("repeated", "").optional();
    private static final Param<Map<String, Object>> MAPPING = Param.mapping("mapping", "").optional();
    private static final Tool TOOL = Samples.taking(TEXT, WHOLE, DECIMAL, FLAG, CHOICE, LIST, REPEATED, MAPPING);

    private static Map<String, Object> problems(Tool tool, Map<String, ? extends @Nullable Object> arguments) {
        InvalidCall failure = assertThrows(InvalidCall.class, () -> Binder.bind(tool, new HashMap<>(arguments)));
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
        failure.details().forEach((name, problem) -> assertTrue(failure.error().contains(name + ": " + problem),
                "the message holds each problem: " + failure.error()));
        return failure.details();
    }

    private static String problem(Tool tool, String name, @Nullable Object value) {
        Map<String, @Nullable Object> arguments = new HashMap<>();
        arguments.put(name, value);
        Map<String, Object> problems = problems(tool, arguments);
        assertEquals(List.of(name), List.copyOf(problems.keySet()));
        return String.valueOf(problems.get(name));
    }

    @Test
    void limitsBelongToWhatIsAllowed() {
        Tool tool = Samples.taking(Param.text("a", "").max(3).optional(),
                Param.decimal("d", "").min(1).max(2).optional(),
                Param.whole("w", "").min(5).optional());
        Map<String, Object> least = Map.of("a", "abc", "d", 1.0, "w", "000000000000000000000000000005");
        assertEquals(3, Binder.bind(tool, new HashMap<>(least)).values().size());
        Binder.bind(tool, new HashMap<>(Map.of("d", 2.0)));
        assertEquals("must be at least 5, not 4", problem(tool, "w", 4));
        assertTrue(problem(tool, "w", "0".repeat(31)).contains("a whole number"));
        assertTrue(problem(tool, "w", new BigDecimal("1e30")).contains("a whole number"), "31 digits");
        assertTrue(problem(tool, "a", "\0").contains("NUL"));
        assertTrue(problem(tool, "a", "x\0").contains("NUL"));
    }

    @Test
    void whatIsQuotedIsCutAtSixtyCharacters() {
        assertTrue(problem(TOOL, "choice", "x".repeat(60)).endsWith("'" + "x".repeat(60) + "'"));
        assertTrue(problem(TOOL, "choice", "x".repeat(61)).endsWith("'" + "x".repeat(57) + "...'"));
    }

    @Test
    void guestsAreNumberedFromAHundredToNineDigits() {
        assertEquals("100", Conversion.to(new ParamType.Guest(), 100));
        assertEquals("999999999", Conversion.to(new ParamType.Guest(), "999999999"));
        assertThrows(IllegalArgumentException.class, () -> Conversion.to(new ParamType.Guest(), 99));
        assertThrows(IllegalArgumentException.class, () -> Conversion.to(new ParamType.Guest(), 1_000_000_000));
    }

    static List<Arguments> noGuests() {
        return List.of(Arguments.of(101.5, "must be a vmid such as 100 or a guest's name such as web-01, not 101.5"),
                Arguments.of(true, "must be a vmid such as 100 or a guest's name such as web-01, not true"),
                Arguments.of(List.of(101), "must be a vmid such as 100 or a guest's name such as web-01, not a list"));
    }

    @ParameterizedTest
    @MethodSource("noGuests")
    void saysWhatAGuestIsNamedBy(Object given, String expected) {
        Tool guest = Samples.reads("proxmox_sample", "sample")
                .get("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM).returnsData();
        assertEquals(expected, problem(guest, "vmid", given));
    }

    static List<Arguments> accepted() {
        return List.of(
                Arguments.of(TEXT, "abc", "abc"), Arguments.of(TEXT, 7, "7"), Arguments.of(TEXT, 7L, "7"),
                Arguments.of(TEXT, BigInteger.TEN, "10"), Arguments.of(TEXT, "", ""),
                Arguments.of(WHOLE, 10, 10L), Arguments.of(WHOLE, "10", 10L), Arguments.of(WHOLE, " 1 ", 1L),
                Arguments.of(WHOLE, 2.0, 2L), Arguments.of(WHOLE, new BigDecimal("3.00"), 3L),
                Arguments.of(DECIMAL, "0.5", 0.5), Arguments.of(DECIMAL, 2, 2.0), Arguments.of(DECIMAL, 0.25, 0.25),
                Arguments.of(FLAG, true, true), Arguments.of(FLAG, "true", true), Arguments.of(FLAG, 1, true),
                Arguments.of(FLAG, "1", true), Arguments.of(FLAG, "ON", true), Arguments.of(FLAG, "yes", true),
                Arguments.of(FLAG, false, false), Arguments.of(FLAG, 0L, false), Arguments.of(FLAG, "off", false),
                Arguments.of(CHOICE, "green", "green"),
                Arguments.of(LIST, List.of("a", 1), List.of("a", "1")), Arguments.of(LIST, "a", List.of("a")),
                Arguments.of(LIST, "a, b;c d", List.of("a", "b", "c", "d")),
                Arguments.of(REPEATED, "ls, -l", List.of("ls, -l")),
                Arguments.of(REPEATED, List.of("ls", "-l"), List.of("ls", "-l")),
                Arguments.of(MAPPING, Map.of("a", 1), Map.of("a", 1)),
                Arguments.of(MAPPING, "{\"a\": [1]}", Map.of("a", List.of(1L))));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void coercesHarmlessSlips(Param<?> param, Object given, Object expected) {
        assertEquals(Optional.of(expected), Samples.bind(TOOL, Map.of(param.name(), given)).find(param));
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(TEXT, true, "must be text, not true"),
                Arguments.of(TEXT, 1.5, "must be text, not 1.5"),
                Arguments.of(TEXT, List.of("a"), "must be text, not a list"),
                Arguments.of(TEXT, Map.of(), "must be text, not an object"),
                Arguments.of(TEXT, "abcdef", "may have 5 characters, not 6"),
                Arguments.of(TEXT, "A!", "must be letters and digits, such as a1, not 'A!'"),
                Arguments.of(TEXT, "a\0", "must not hold a NUL character"),
                Arguments.of(TEXT, "a\u001b[1", "must be letters and digits, such as a1, not 'a?[1'"),
                Arguments.of(WHOLE, 11, "must be between 1 and 10, not 11"),
                Arguments.of(WHOLE, "-1", "must be between 1 and 10, not -1"),
                Arguments.of(WHOLE, 1.5, "must be a whole number, not 1.5"),
                Arguments.of(WHOLE, "ten", "must be a whole number, not the text 'ten'"),
                Arguments.of(WHOLE, "", "must be a whole number, not the text ''"),
                Arguments.of(WHOLE, true, "must be a whole number, not true"),
                Arguments.of(WHOLE, Double.NaN, "must be a whole number, not NaN"),
                Arguments.of(DECIMAL, 2.5, "must be at least 0.0 and at most 2.0, not 2.5"),
                Arguments.of(DECIMAL, "NaN", "must be at least 0.0 and at most 2.0, not NaN"),
                Arguments.of(DECIMAL, "half", "must be a number, not the text 'half'"),
                Arguments.of(DECIMAL, List.of(), "must be a number, not a list"),
                Arguments.of(FLAG, "maybe", "must be true or false, not the text 'maybe'"),
                Arguments.of(FLAG, 2, "must be true or false, not 2"),
                Arguments.of(FLAG, "", "must be true or false, not the text ''"),
                Arguments.of(CHOICE, "blue", "must be one of red, green, not 'blue'"),
                Arguments.of(CHOICE, "RED", "must be one of red, green, not 'RED'"),
                Arguments.of(CHOICE, 1.5, "must be one of red, green, not 1.5"),
                Arguments.of(LIST, List.of(), "must name at least one"),
                Arguments.of(LIST, " , ", "must name at least one"),
                Arguments.of(LIST, List.of(List.of()), "must be text in each place, not a list"),
                Arguments.of(LIST, List.of(1.5), "must be text in each place, not 1.5"),
                Arguments.of(LIST, true, "must be a list of texts, not true"),
                Arguments.of(MAPPING, List.of(), "must be an object of names and values, not a list"),
                Arguments.of(MAPPING, "[1]", "must be an object of names and values, not the text '[1]'"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesOtherTypesAndSaysWhatWasExpected(Param<?> param, Object given, String expected) {
        assertEquals(expected, problem(TOOL, param.name(), given));
    }

    @Test
    void saysWhereJsonIsBroken() {
        String problem = problem(TOOL, "mapping", "{\"a\": }");
        assertTrue(problem.startsWith("must be an object of names and values, or a JSON text of one; this is not JSON"),
                problem);
    }

    @Test
    void numbersOfAbsurdSizeAreRefusedAtOnce() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertTrue(problem(TOOL, "whole", new BigDecimal("1e999999999")).startsWith("must be "));
            assertTrue(problem(TOOL, "whole", "9".repeat(2_000_000)).length() < 200);
            Tool guest = Samples.reads("proxmox_sample", "sample")
                    .get("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM).returnsData();
            assertTrue(problem(guest, "vmid", "9".repeat(2_000_000)).length() < 200);
            assertTrue(problems(TOOL, Map.of("x".repeat(200_000), 1)).toString().length() < 2000);
        });
    }

    @Test
    void nullIsTheSameAsAbsent() {
        Map<String, @Nullable Object> arguments = new HashMap<>();
        arguments.put("text", null);
        arguments.put("unheard_of", null);
        assertEquals(Optional.empty(), Binder.bind(TOOL, arguments).find(TEXT));
        Tool strict = Samples.taking(TEXT.required());
        assertEquals("is required: A text.", problem(strict, "text", null));
    }

    @Test
    void requiredIsNamedWithWhatItMeans() {
        Tool tool = Samples.taking(Param.text("bare", ""), Param.text("snapname", "Name of the snapshot."));
        assertEquals(Map.of("bare", "is required", "snapname", "is required: Name of the snapshot."),
                problems(tool, Map.of()));
        assertEquals("vmid: is required", InvalidCall.missing("vmid").error());
    }

    @Test
    void allProblemsAreToldAtOnce() {
        Map<String, Object> problems = problems(Samples.taking(TEXT, WHOLE, FLAG, Param.text("needed", "")),
                Map.of("text", "!", "whole", 99, "flag", "maybe", "flg", true));
        assertEquals(List.of("flag", "flg", "needed", "text", "whole"), problems.keySet().stream().sorted().toList());
    }

    @Test
    void unknownIsRefusedWithWhatMayHaveBeenMeant() {
        assertEquals("is not known; did you mean whole? Parameters: text, whole", problem(
                Samples.taking(TEXT, WHOLE), "whoel", 1));
        assertEquals("is not known. Parameters: text, whole", problem(Samples.taking(TEXT, WHOLE), "quantum", 1));
        assertEquals("is not known; this tool takes no parameters", problem(Samples.taking(), "quantum", 1));
    }

    @Test
    void aliasesAreAccepted() {
        Param<String> param = Param.text("snapname", "").alias("snapshot").alias("name");
        Tool tool = Samples.taking(param);
        assertEquals(Optional.of("a"), Samples.bind(tool, Map.of("snapshot", "a")).find(param));
        assertEquals(Optional.of("a"), Samples.bind(tool, Map.of("name", "a")).find(param));
        assertEquals(Map.of("snapshot", "is another name of snapname, which is given too"),
                problems(tool, Map.of("snapname", "a", "snapshot", "a")));
        assertEquals(Map.of("name", "is another name of snapname, which is given too"),
                problems(tool, Map.of("name", "a", "snapshot", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../qemu", "a/../b", "%2e%2e", "%2E%2E/x", "a%2Fb", "..%2f", "a\\..\\b",
            "https://evil.test/x", "a\nb", "a\rb", "a\u0000b", "a\u007fb", "a?x=1", "a#b", "", " "})
    void hostilePathArgumentsAreRefused(String hostile) {
        Tool tool = Samples.reads("proxmox_sample", "sample").get("/storage/{storage}", Param.text("storage", ""))
                .returnsData();
        String problem = problem(tool, "storage", hostile);
        assertTrue(problem.startsWith("must "), problem);
        assertFalse(problem.contains("\n") || problem.contains("\0"), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local:iso/x.iso", "a..b", ".hidden", "root@pam!x", "web 01", "größe", "10.0.0.0/24"})
    void harmlessPathArgumentsAreNot(String harmless) {
        Param<String> volume = Param.text("volume", "");
        Tool tool = Samples.reads("proxmox_sample", "sample").get("/nodes/{volume}", volume).returnsData();
        assertEquals(Optional.of(harmless), Samples.bind(tool, Map.of("volume", harmless)).find(volume));
    }

    @Test
    void textsOutsideOfPathsMayHoldLines() {
        Param<String> description = Param.text("description", "");
        assertEquals(Optional.of("a\n../b"),
                Samples.bind(Samples.taking(description), Map.of("description", "a\n../b")).find(description));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "0", "-1", "1000000000", "-100", "99999999999999999999"})
    void vmidHasAnOfficialRange(String vmid) {
        Tool tool = Samples.reads("proxmox_sample", "sample").get("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM)
                .returnsData();
        String problem = problem(tool, "vmid", vmid);
        assertTrue(problem.startsWith("a vmid is between 100 and 999999999, not " + vmid.substring(0, 1)), problem);
    }

    @Test
    void guestIsAnIdOrAName() {
        Tool tool = Samples.reads("proxmox_sample", "sample").get("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM)
                .returnsData();
        assertEquals("100", Samples.bind(tool, Map.of("vmid", 100)).get(GuestInput.VMID));
        assertEquals("100", Samples.bind(tool, Map.of("vmid", "0100")).get(GuestInput.VMID));
        assertEquals("web-01", Samples.bind(tool, Map.of("vmid", " web-01 ")).get(GuestInput.VMID));
        for (String bad : List.of("web/01", "../100", "", "-web", "web_", "a b")) {
            assertTrue(problem(tool, "vmid", bad).contains("is neither a vmid such as 100 nor a guest's name"), bad);
        }
    }

    @Test
    void secretsAreNeverShown() {
        Param<String> secret = Param.text("token", "").pattern("[a-f]+", "letters", "abc").max(40).secret();
        Tool tool = Samples.taking(secret, Param.text("needed", ""));
        InvalidCall failure = assertThrows(InvalidCall.class,
                () -> Samples.bind(tool, Map.of("token", "hunter2-hunter2")));
        assertFalse(failure.toMap().toString().contains("hunter2"), failure.error());
        assertEquals("does not have the right form (its value is not shown)", failure.details().get("token"));

        Bound bound = Samples.bind(tool, Map.of("token", "abcdef", "needed", "x"));
        assertEquals(java.util.Set.of("abcdef"), bound.secrets());
    }

    @Test
    void whatLooksLikeASecretIsOneAlsoWhereItIsNotDeclared() {
        Tool official = Samples.changes("proxmox_sample", "sample").post("/access/users").acceptsOfficialParameters()
                .returnsNothing();
        assertEquals(java.util.Set.of("hunter2"), Samples.bind(official, Map.of("password", "hunter2")).secrets());
        Bound raw = Samples.bind(Samples.raw(), Map.of("method", "POST", "path", "/access/users",
                "params", Map.of("userid", "x@pve", "password", "hunter2")));
        assertEquals(java.util.Set.of("hunter2"), raw.secrets());
    }

    @Test
    void engineParametersAreTakenWhereTheyApply() {
        Tool task = Samples.changes("proxmox_sample", "sample").post("/pools").startsTask();
        Bound plain = Samples.bind(task, Map.of());
        assertTrue(plain.waits());
        assertEquals(Optional.empty(), plain.waitTimeout());
        Bound told = Samples.bind(task, Map.of("wait", "false", "wait_timeout", "5"));
        assertFalse(told.waits());
        assertEquals(Optional.of(Duration.ofSeconds(5)), told.waitTimeout());
        assertEquals("must be true or false, not the text 'soon'", problem(task, "wait", "soon"));
        assertEquals("must be between 1 and 604800, not 0 (seconds)", problem(task, "wait_timeout", 0));
        assertTrue(problem(Samples.taking(), "wait", true).startsWith("is not known"));
        assertTrue(problem(task, "view", Map.of()).startsWith("is not known"));
    }

    @Test
    void viewIsRead() {
        Tool list = Samples.listing(Column.plain("node"));
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("fields", "node,status");
        wanted.put("filter", "status=online");
        wanted.put("sort", "-node");
        wanted.put("limit", "2");
        wanted.put("offset", 1);
        View view = Samples.bind(list, Map.of("view", wanted)).view();
        assertEquals(List.of("node", "status"), view.fields());
        assertEquals(Filter.parse("status=online"), view.filter());
        assertEquals(Optional.of("-node"), view.sort());
        assertEquals(OptionalInt.of(2), view.limit());
        assertEquals(1, view.offset());
        assertEquals(view, Samples.bind(list, Map.of("view", JsonText.compact(wanted))).view());
        assertEquals(View.DEFAULT, Samples.bind(list, Map.of()).view());
        assertEquals(View.DEFAULT, Samples.bind(list, Map.of("view", Map.of())).view());
        Map<String, @Nullable Object> empty = new HashMap<>();
        empty.put("limit", null);
        assertEquals(View.DEFAULT, Samples.bind(list, Map.of("view", empty)).view());
        assertEquals(Filter.parse("a=1,b=2"),
                Samples.bind(list, Map.of("view", Map.of("filter", List.of("a=1", "b=2")))).view().filter());
    }

    static List<Arguments> badViews() {
        List<Arguments> bad = new ArrayList<>();
        bad.add(Arguments.of(Map.of("limit", 0), "limit must be between 1 and 100000, not 0"));
        bad.add(Arguments.of(Map.of("limit", "many"), "limit must be a whole number, not the text 'many'"));
        bad.add(Arguments.of(Map.of("offset", -1), "offset must be between 0 and 10000000, not -1"));
        bad.add(Arguments.of(Map.of("filter", "status"), "filter: 'status' is no term such as"));
        bad.add(Arguments.of(Map.of("filter", 5), "filter: '5' is no term such as"));
        bad.add(Arguments.of(Map.of("filter", Map.of()), "filter must be a list of texts, not an object"));
        bad.add(Arguments.of(Map.of("sort", List.of("a")), "sort must be text, not a list"));
        bad.add(Arguments.of(Map.of("fields", Map.of()), "fields must be a list of texts, not an object"));
        bad.add(Arguments.of(Map.of("field", "a"), "knows fields, filter, sort, limit and offset, not field"));
        bad.add(Arguments.of("node", "must be an object of names and values, or a JSON text of one"));
        return bad;
    }

    @ParameterizedTest
    @MethodSource("badViews")
    void badViewIsRefusedByItsPart(Object view, String expected) {
        String problem = problem(Samples.listing(), "view", view);
        assertTrue(problem.startsWith(expected), problem);
    }

    @Test
    void officialParametersAreKeptWhereTheyAreAccepted() {
        Tool tool = Samples.changes("proxmox_sample", "sample").post("/pools", TEXT).acceptsOfficialParameters()
                .returnsNothing();
        assertEquals(Map.of("comment", "x", "tags", List.of("a", "b")),
                Samples.bind(tool, Map.of("text", "a", "comment", "x", "tags", List.of("a", "b"))).others());
        assertEquals("must be a text, number, boolean or list, not an object",
                problem(tool, "comment", Map.of("a", 1)));
    }

    @Test
    void somethingToChangeIsDeclaredOrOfficialOrBoth() {
        Tool tool = Samples.changes("proxmox_sample", "sample").post("/pools", TEXT, WHOLE).acceptsOfficialParameters()
                .needsOneOfOrOfficial(TEXT, WHOLE).returnsNothing();
        assertEquals(Map.of("comment", "x"), Samples.bind(tool, Map.of("comment", "x")).others());
        assertEquals(Map.of("comment", "x"), Samples.bind(tool, Map.of("text", "a", "comment", "x")).others());
        assertEquals("a", Samples.bind(tool, Map.of("text", "a")).get(TEXT));
        assertEquals(List.of("text"), List.copyOf(problems(tool, Map.of()).keySet()));
        assertEquals(List.of("text"), List.copyOf(problems(tool, Map.of("digest", "0a")).keySet()));
    }

    @Test
    void requiredOfOneEndpointIsNotRequiredOfAll() {
        Param<String> level = Param.choice("level", "", "cluster", "node").optional().notSent();
        Param<String> node = Param.text("node", "");
        Tool tool = Samples.reads("proxmox_sample", "sample").chooses(
                io.github.proxmoxtools.tools.spi.Endpoint.get("/nodes/{node}/firewall/rules", node, level)
                        .when(level.is("node")),
                io.github.proxmoxtools.tools.spi.Endpoint.get("/cluster/firewall/rules", level)).returnsList();
        assertEquals(Optional.empty(), Samples.bind(tool, Map.of()).find(node));
        assertEquals(null, ToolSchemas.input(tool).get("required"));
    }
}
