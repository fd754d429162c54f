package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.PlantedSecrets;
import io.github.proxmoxtools.tools.contract.SecretPlaces;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing that leaves this server holds a secret, whether a client reads it or stands on standard error. */
@Timeout(180)
class PlantedSecretsTest {
    private static final String RAW = "proxmox_api_call";
    private static final String TOKEN_IS_SHOWN_ONCE = "proxmox_token_create";
    @AutoClose
    private final TestCluster cluster = new TestCluster(WholeCatalog.ALL);
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final PrintStream usual = System.err;
    private int requests = 1;

    @BeforeEach
    void plant() {
        PlantedSecrets.in(cluster.simulator());
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheStreamBack() {
        System.setErr(usual);
    }

    private Session session(ConfirmMode mode, String capabilities) throws IOException {
        Session session = cluster.setup().confirmedBy(mode).greeted(capabilities);
        ask(session, "logging/setLevel", Map.of("level", "debug"));
        return session;
    }

    private Data ask(Session session, String method, Map<String, ?> params) {
        int id = requests++;
        session.sendRaw(JsonText.compact(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
        return session.answer(id);
    }

    private Data call(Session session, String tool, Map<String, ?> arguments) {
        return ask(session, "tools/call", Map.of("name", tool, "arguments", arguments, "_meta",
                Map.of("progressToken", "p" + requests)));
    }

    private static Map<String, Object> arguments(Tool tool) {
        Map<String, Object> arguments = new LinkedHashMap<>(WholeCatalog.minimal(tool.name()));
        tool.params().stream().filter(Param::isSecret).forEach(param -> arguments.put(param.name(), "example"));
        return PlantedSecrets.among(arguments, tool);
    }

    private void assertHides(Session session, List<Data> answers) {
        StringWriter mistakes = new StringWriter();
        session.mistakes().forEach(mistake -> mistake.printStackTrace(new PrintWriter(mistakes)));
        List<String> said = new ArrayList<>(answers.stream().map(Data::toString).toList());
        session.others().forEach(message -> said.add(message.toString()));
        said.add(mistakes.toString());
        said.add(logged.toString(StandardCharsets.UTF_8));
        for (String text : said) {
            PlantedSecrets.traces().forEach(trace -> assertFalse(text.contains(trace), text));
            assertFalse(text.contains(cluster.simulator().adminTokenSecret()), text);
        }
    }

    private static void assertMostWorked(List<Data> answers) {
        long worked = answers.stream().filter(answer -> !answer.at("result").at("isError").flag()).count();
        assertTrue(worked > answers.size() / 2, () -> "only " + worked + " of " + answers.size() + " gave an answer");
    }

    @Test
    void notInWhatIsRead() throws Exception {
        try (Session session = session(ConfirmMode.NONE, "{}")) {
            List<Data> answers = new ArrayList<>();
            WholeCatalog.ALL.tools().stream().filter(tool -> tool.highestSafety() == Safety.READ)
                    .forEach(tool -> answers.add(call(session, tool.name(), arguments(tool))));
            assertMostWorked(answers);
            List<Data> raw = SecretPlaces.readings().stream()
                    .map(path -> call(session, RAW, Map.of("method", "GET", "path", path))).toList();
            assertMostWorked(raw);
            answers.addAll(raw);
            assertHides(session, answers);
        }
    }

    @Test
    void notInResourcesPromptsAndCompletions() throws Exception {
        try (Session session = session(ConfirmMode.NONE, "{}")) {
            List<Data> answers = new ArrayList<>();
            answers.add(ask(session, "resources/list", Map.of()));
            for (String path : List.of("cluster", "guests/105", "guests/105/config", "guests/204/config",
                    "storages/planted", "storages/planted2", "nodes/pve1")) {
                answers.add(ask(session, "resources/read", Map.of("uri", "proxmox://test/" + path)));
            }
            for (Data prompt : ask(session, "prompts/list", Map.of()).at("result").at("prompts").items()) {
                Map<String, String> own = new LinkedHashMap<>();
                prompt.at("arguments").items().forEach(argument -> own.put(argument.at("name").text().orElseThrow(),
                        argument.at("name").text().equals(Optional.of("vmid")) ? "105" : "1"));
                answers.add(ask(session, "prompts/get", Map.of("name", prompt.at("name").text().orElseThrow(),
                        "arguments", own)));
            }
            for (String template : List.of("nodes/{node}", "guests/{vmid}", "storages/{storage}", "tasks/{upid}")) {
                String argument = template.replaceAll(".*\\{|}", "");
                answers.add(ask(session, "completion/complete", Map.of("ref", Map.of("type", "ref/resource", "uri",
                        "proxmox://test/" + template), "argument", Map.of("name", argument, "value", ""))));
            }
            assertTrue(answers.stream().filter(answer -> answer.at("error").isAbsent()).count() > 10,
                    answers::toString);
            assertHides(session, answers);
        }
    }

    @Test
    void notInQuestionsAndPlans() throws Exception {
        List<Tool> asking = WholeCatalog.ALL.tools().stream()
                .filter(tool -> tool.highestSafety() == Safety.DESTROY && !tool.name().equals(RAW)).toList();
        try (Session refusing = session(ConfirmMode.TOKEN, "{}");
                Session asked = session(ConfirmMode.ASK,
                        Session.ELICITATION)) {
            List<Data> answers = new ArrayList<>();
            asking.forEach(tool -> answers.add(call(refusing, tool.name(), arguments(tool))));
            for (SecretPlaces.Place place : SecretPlaces.parameters()) {
                Map<String, Object> raw = Map.of("method", place.method(), "path", place.path(), "force", true,
                        "params",
                        Map.of(place.parameter(), PlantedSecrets.example()));
                if (!place.method().equals("GET")) {
                    answers.add(call(refusing, RAW, raw));
                    answers.addAll(declined(asked, raw));
                }
            }
            assertHides(refusing, answers);
            assertHides(asked, List.of());
        }
    }

    private List<Data> declined(Session session, Map<String, ?> raw) {
        int id = requests++;
        session.sendRaw(JsonText.compact(Map.of("jsonrpc", "2.0", "id", id, "method", "tools/call", "params",
                Map.of("name", RAW, "arguments", raw))));
        Data message = session.await(found -> found.at("method").text().equals(Optional.of("elicitation/create"))
                || found.at("id").whole().filter(answered -> answered == id).isPresent());
        if (message.at("method").isAbsent()) {
            return List.of(message);
        }
        session.sendRaw(JsonText.compact(Map.of("jsonrpc", "2.0", "id", message.at("id").raw() instanceof String text
                ? text
                : String.valueOf(message.at("id").raw()), "result", Map.of("action", "decline"))));
        return List.of(message, session.answer(id));
    }

    @Test
    void notInWhatTheServerEchoes() throws Exception {
        try (Session session = session(ConfirmMode.NONE, "{}")) {
            List<Data> answers = new ArrayList<>();
            for (Tool tool : WholeCatalog.ALL.tools()) {
                Map<String, Object> arguments = arguments(tool);
                List.of("GET", "POST", "PUT", "DELETE").forEach(method -> cluster.simulator().faults().always(method,
                        "/**", Fault.status(500, "echo: " + arguments)));
                answers.add(call(session, tool.name(), arguments));
                cluster.simulator().faults().clear();
            }
            assertEquals(WholeCatalog.ALL.tools().size(), answers.size());
            assertHides(session, answers);
        }
    }

    /** The last of all: what destroys is done too. A new token is shown to whoever made it, and to nobody else. */
    @Test
    void notInWhatIsDone() throws Exception {
        try (Session session = session(ConfirmMode.NONE, "{}")) {
            List<Data> answers = new ArrayList<>();
            for (Tool tool : WholeCatalog.ALL.tools()) {
                if (tool.highestSafety() != Safety.READ && !tool.name().equals(TOKEN_IS_SHOWN_ONCE)) {
                    answers.add(call(session, tool.name(), arguments(tool)));
                }
            }
            assertHides(session, answers);
        }
    }
}
