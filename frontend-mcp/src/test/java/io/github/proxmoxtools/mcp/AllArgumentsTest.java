package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value of each JSON type for every argument of every tool: each gets an answer that says what is wrong. */
@Timeout(120)
class AllArgumentsTest {
    private static final List<String> VALUES = List.of("null", "true", "7", "-1.5e300", "\"text\"", "\"\"", "[]",
            "[[{}]]", "{}", "{\"a\":{\"b\":[null]}}");
    private static final Set<String> CODES = Set.of("bad_argument", "bad_settings", "refused");

    private static Engine withoutCluster() {
        return Engine.builder(WholeCatalog.ALL, () -> {
            throw new InvalidCall(FailureKind.BAD_SETTINGS, "PROXMOX_HOST is not set", "", Map.of());
        }).build();
    }

    @Test
    void isAnswered() throws Exception {
        try (Engine engine = withoutCluster();
                Session session = TestServer.of(WholeCatalog.ALL, new Cluster(engine::run, engine::facts))
                        .greeted("{}")) {
            session.send("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
            List<Data> tools = session.answer(1).at("result").at("tools").items();
            assertEquals(WholeCatalog.ALL.tools().size(), tools.size());
            Map<Integer, String> sent = new LinkedHashMap<>();
            for (Data tool : tools) {
                String name = tool.at("name").text().orElseThrow();
                Map<String, Object> needed = WholeCatalog.minimal(name);
                for (String argument : tool.at("inputSchema").at("properties").fields().keySet()) {
                    for (String value : VALUES) {
                        int id = 2 + sent.size();
                        sent.put(id, name + " " + argument + "=" + value);
                        session.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":" + id
                                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + name + "\",\"arguments\":"
                                + with(needed, argument, value) + "}}");
                    }
                }
                judge(session, sent);
            }
            assertEquals(List.of(), session.mistakes());
        }
    }

    private static String with(Map<String, Object> needed, String argument, String value) {
        Map<String, Object> others = new LinkedHashMap<>(needed);
        others.remove(argument);
        String rest = JsonText.compact(others);
        return "{" + JsonText.compact(argument) + ":" + value + (others.isEmpty() ? "" : ",") + rest.substring(1);
    }

    private static void judge(Session session, Map<Integer, String> sent) {
        List<Integer> ids = new ArrayList<>(sent.keySet());
        Set<String> codes = new TreeSet<>();
        for (int id : ids.subList(0, ids.size())) {
            String call = sent.get(id);
            if (call.isEmpty()) {
                continue;
            }
            Data answer = session.answer(id);
            Data result = answer.at("result");
            assertTrue(result.at("isError").flag(), () -> call + ": " + answer);
            String code = result.at("structuredContent").at("code").text().orElse("");
            assertTrue(CODES.contains(code), () -> call + ": " + answer);
            assertFalse(answer.toString().contains("Exception") || answer.toString().contains("java."),
                    () -> call + ": " + answer);
            codes.add(code);
            sent.put(id, "");
        }
        assertTrue(codes.isEmpty() || codes.contains("bad_argument"), codes::toString);
    }
}
