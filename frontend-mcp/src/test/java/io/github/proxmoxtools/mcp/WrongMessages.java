package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Messages that no decent client sends, and how they must be answered; single quotes stand for double ones. */
public final class WrongMessages {
    /** Where chance begins. */
    public static final long SEED = Long.getLong("fuzz.seed", 20261128);

    /** What may be said of them. */
    public static final Set<Long> CODES = Set.of(-32700L, -32600L, -32601L, -32602L, -32002L);

    /** Has no answer. */
    public static final List<String> NOT_ANSWERED = List.of("{'jsonrpc':'2.0','method':'nobody/knows'}",
            "{'jsonrpc':'2.0','method':'nobody/knows','params':[1]}",
            "{'jsonrpc':'2.0','method':'notifications/initialized','params':7}",
            "{'jsonrpc':'2.0','method':'notifications/progress','params':{'progressToken':{},'progress':'x'}}",
            "{'jsonrpc':'2.0','method':'notifications/roots/list_changed','params':'x'}",
            "{'jsonrpc':'2.0','method':'notifications/cancelled'}",
            "{'jsonrpc':'2.0','method':'notifications/cancelled','params':[]}",
            "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':{'a':[]}}}",
            "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':'of somebody else'}}",
            "{'jsonrpc':'2.0','method':'tools/call','params':{'name':'proxmox_vm_list'}}",
            "{'jsonrpc':'2.0','id':'nobody asked','result':{}}",
            "{'jsonrpc':'2.0','id':4711,'result':[1]}", "{'jsonrpc':'2.0','id':4711,'result':null}",
            "{'jsonrpc':'2.0','id':4711,'error':{'code':1,'message':'no'}}",
            "{'jsonrpc':'2.0','id':4711,'error':{'code':'x','message':{}}}");

    private static final Pattern CLASS_NAME = Pattern
            .compile("Exception|java\\.|jackson|McpSchema|deserialize|\\bio\\.|Cannot invoke|\\$[A-Z]");
    private static final String[][] VALUES = {{"null", "null"}, {"boolean", "true"}, {"whole", "7"},
            {"fraction", "1.5"}, {"text", "'text'"}, {"list", "[1,{}]"}, {"object", "{'a':{'b':[1]}}"},
            {"huge", "99999999999999999999999"}, {"infinite", "1e999"}};
    private static final String OPTIONAL_OBJECT = "null object";
    private static final String TEXT = "text";
    private static final String OPTIONAL_TEXT = "null text";
    private static final String WORD = "null boolean whole fraction huge infinite text";

    /** A request's params with a place for a value, and which kinds of values belong there. */
    private static final String[][] PARAMS = {
            {"initialize", "#", ""},
            {"initialize", "{'protocolVersion':#}", TEXT},
            {"initialize", "{'protocolVersion':'2025-06-18','capabilities':#}", OPTIONAL_OBJECT},
            {"initialize", "{'protocolVersion':'2025-06-18','capabilities':{'elicitation':#}}", OPTIONAL_OBJECT},
            {"initialize", "{'protocolVersion':'2025-06-18','capabilities':{'experimental':#}}", OPTIONAL_OBJECT},
            {"initialize", "{'protocolVersion':'2025-06-18','capabilities':{'roots':#}}", OPTIONAL_OBJECT},
            {"initialize", "{'protocolVersion':'2025-06-18','capabilities':{'sampling':#}}", OPTIONAL_OBJECT},
            {"initialize", "{'protocolVersion':'2025-06-18','clientInfo':#}", "null"},
            {"initialize", "{'protocolVersion':'2025-06-18','clientInfo':{'name':#,'version':'1'}}", TEXT},
            {"initialize", "{'protocolVersion':'2025-06-18','clientInfo':{'name':'x','version':#}}", TEXT},
            {"ping", "#", OPTIONAL_OBJECT}, {"ping", "{'_meta':#}", OPTIONAL_OBJECT},
            {"tools/list", "#", OPTIONAL_OBJECT}, {"tools/list", "{'cursor':#}", OPTIONAL_TEXT},
            {"tools/list", "{'_meta':#}", OPTIONAL_OBJECT},
            {"tools/call", "#", ""}, {"tools/call", "{'name':#}", ""},
            {"tools/call", "{'name':'proxmox_vm_list','arguments':#}", OPTIONAL_OBJECT},
            {"tools/call", "{'name':'proxmox_vm_list','_meta':#}", OPTIONAL_OBJECT},
            {"tools/call", "{'name':'proxmox_vm_list','_meta':{'progressToken':#}}", "null text whole"},
            {"resources/list", "#", OPTIONAL_OBJECT}, {"resources/list", "{'cursor':#}", OPTIONAL_TEXT},
            {"resources/templates/list", "#", OPTIONAL_OBJECT},
            {"resources/templates/list", "{'cursor':#}", OPTIONAL_TEXT},
            {"resources/read", "#", ""}, {"resources/read", "{'uri':#}", TEXT},
            {"resources/read", "{'uri':'x','_meta':#}", OPTIONAL_OBJECT},
            {"resources/subscribe", "#", ""}, {"resources/subscribe", "{'uri':#}", TEXT},
            {"resources/unsubscribe", "#", ""}, {"resources/unsubscribe", "{'uri':#}", TEXT},
            {"prompts/list", "#", OPTIONAL_OBJECT}, {"prompts/list", "{'cursor':#}", OPTIONAL_TEXT},
            {"prompts/get", "#", ""}, {"prompts/get", "{'name':#}", ""},
            {"prompts/get", "{'name':'capacity-report','arguments':#}", "null"},
            {"prompts/get", "{'name':'why-not-starting','arguments':{'vmid':#}}", WORD},
            {"completion/complete", "#", ""},
            {"completion/complete", "{'ref':#,'argument':{'name':'a','value':''}}", ""},
            {"completion/complete", "{'ref':{'type':#,'name':'n'},'argument':{'name':'a','value':''}}", ""},
            {"completion/complete", "{'ref':{'type':'ref/prompt','name':#},'argument':{'name':'a','value':''}}", ""},
            {"completion/complete", "{'ref':{'type':'ref/resource','uri':#},'argument':{'name':'a','value':''}}", TEXT},
            {"completion/complete", "{'ref':{'type':'ref/prompt','name':'why-not-starting'},'argument':#}", ""},
            {"completion/complete",
                    "{'ref':{'type':'ref/prompt','name':'why-not-starting'},'argument':{'name':#,'value':''}}", TEXT},
            {"completion/complete",
                    "{'ref':{'type':'ref/prompt','name':'why-not-starting'},'argument':{'name':'a','value':#}}", TEXT},
            {"completion/complete", "{'ref':{'type':'ref/prompt','name':'why-not-starting'},'argument':{'name':'a',"
                    + "'value':''},'context':#}", OPTIONAL_OBJECT},
            {"completion/complete", "{'ref':{'type':'ref/prompt','name':'why-not-starting'},'argument':{'name':'a',"
                    + "'value':''},'context':{'arguments':#}}", "null"},
            {"logging/setLevel", "#", ""}, {"logging/setLevel", "{'level':#}", ""}};

    private WrongMessages() {}

    /**
     * A message.
     *
     * @param line the message
     * @param code of the error that it is answered with
     * @param named whether the error bears the id 9
     */
    public record Wrong(String line, long code, boolean named) {
        /** Holds an answer against it. */
        public void judge(Data answer) {
            assertEquals("2.0", answer.at("jsonrpc").text().orElse(""), this::toString);
            assertEquals(code, answer.at("error").at("code").whole().orElse(0L), () -> this + ": " + answer);
            assertEquals(named, answer.at("id").whole().filter(id -> id == 9).isPresent(), () -> this + ": " + answer);
            assertFalse(tellsOfClasses(answer), () -> this + ": " + answer);
        }
    }

    /** Whether a text shows how the program is made. */
    public static boolean tellsOfClasses(Data answer) {
        return CLASS_NAME.matcher(answer.at("error").toString()).find();
    }

    /** Those that are no requests. */
    public static List<Wrong> malformed() {
        List<Wrong> wrong = new ArrayList<>();
        for (String text : List.of("{", "}", "nonsense", "{'jsonrpc':'2.0','id':9,'method':'ping'", "\u0000", "[1,",
                "{'a':1e}", "{'a':01}", "{'jsonrpc':'2.0','id':9,'method':'ping'} {}", "'unfinished", "\ufeff{}",
                "{'a':'\u0000'}", "{'a':'\\ud8'}", "NaN", "-", "{'a':" + "7".repeat(10_000) + "}",
                "[".repeat(10_000), "{'a':".repeat(10_000), "[".repeat(10_000) + "]".repeat(10_000))) {
            wrong.add(new Wrong(text, -32700, false));
        }
        for (String text : List.of("[]", "[{'jsonrpc':'2.0','id':9,'method':'ping'}]", "7", "null", "true", "'text'",
                "{}", "{'jsonrpc':'2.0'}", "{'id':9,'jsonrpc':2.0}".replace("9", "null"),
                "{'jsonrpc':'2.0','result':{}}", "{'jsonrpc':'2.0','id':{},'result':{}}",
                "{'jsonrpc':'2.0','method':7}")) {
            wrong.add(new Wrong(text, -32600, false));
        }
        for (String id : List.of("null", "true", "1.5", "1e999", "99999999999999999999999", "[]", "[9]", "{}")) {
            wrong.add(new Wrong("{'jsonrpc':'2.0','id':" + id + ",'method':'ping'}", -32600, false));
        }
        for (String text : List.of("{'id':9,'method':'ping'}", "{'jsonrpc':'1.0','id':9,'method':'ping'}",
                "{'jsonrpc':2.0,'id':9,'method':'ping'}", "{'jsonrpc':'2.0','id':9,'method':7}",
                "{'jsonrpc':'2.0','id':9,'method':null}", "{'jsonrpc':'2.0','id':9}")) {
            wrong.add(new Wrong(text, -32600, true));
        }
        return wrong;
    }

    /** Those that ask for what there is not. */
    public static List<Wrong> unknown() {
        return List.of(request("no/such", "{}", -32601), request("", "{}", -32601),
                request("notifications/cancelled", "{}", -32601), request("roots/list", "{}", -32601),
                request("tools/call", "{'name':'no_such'}", -32602),
                request("prompts/get", "{'name':'no_such'}", -32602),
                request("resources/read", "{'uri':'file:///etc/passwd'}", -32002),
                request("resources/read", "{'uri':''}", -32602),
                request("logging/setLevel", "{'level':'loud'}", -32602),
                request("completion/complete",
                        "{'ref':{'type':'ref/prompt','name':'no_such'},'argument':{'name':'a','value':''}}", -32602));
    }

    private static Wrong request(String method, String params, long code) {
        return new Wrong("{'jsonrpc':'2.0','id':9,'method':'" + method + "','params':" + params + "}", code, true);
    }

    /** Those whose params have a value of a wrong type. */
    public static List<Wrong> mistyped() {
        return typed(false).map(line -> new Wrong(line, -32602, true)).toList();
    }

    /** Those whose params have a value of a type that belongs there. */
    public static List<String> welltyped() {
        return typed(true).toList();
    }

    private static Stream<String> typed(boolean well) {
        return Stream.of(PARAMS).flatMap(row -> Stream.of(VALUES)
                .filter(value -> List.of(row[2].split(" ")).contains(value[0]) == well)
                .map(value -> request(row[0], row[1].replace("#", value[1]), 0).line()));
    }

    /** What is tried with a message. */
    public interface Try {
        /** Tries. */
        void with(String line) throws Exception;
    }

    /**
     * Tries nonsense that chance has made of something sound: {@code -Dfuzz.seed} chooses another chance,
     * {@code -Dfuzz.rounds} how much of it.
     */
    public static void eachMutated(int rounds, Try attempt) {
        List<String> sound = Stream.concat(welltyped().stream(), NOT_ANSWERED.stream())
                .map(line -> line.replace('\'', '"')).toList();
        for (String line : new Mutations(SEED, sound).take(Integer.getInteger("fuzz.rounds", rounds))) {
            try {
                attempt.with(line);
            } catch (Exception | AssertionError problem) {
                throw new AssertionError("with -Dfuzz.seed=" + SEED + ": " + line, problem);
            }
        }
    }

    /** Holds any answer against what every answer must be. */
    public static void judgeAny(Data answer) {
        assertEquals("2.0", answer.at("jsonrpc").text().orElse(""), answer::toString);
        assertFalse(tellsOfClasses(answer), answer::toString);
        assertTrue(answer.at("error").isAbsent() || CODES.contains(answer.at("error").at("code").whole().orElse(0L)),
                answer::toString);
    }
}
