package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that were given as arguments are sent, and seen nowhere else. */
class SecretsTest {
    private static final String SECRET = "hunter2-hunter2";
    private static final Map<String, Object> USER = Map.of("userid", "x@pve", "password", SECRET);
    @AutoClose
    private final Lab lab = new Lab();

    private static void hidden(Object shown) {
        assertFalse(shown.toString().contains(SECRET), shown.toString());
    }

    @Test
    void sentButNotShownInResults() {
        ToolResult result = lab.run(LabTools.ADD_USER, USER);
        hidden(result.toMap());
        assertTrue(lab.writes().get(0).body().contains("password=" + SECRET), "the server needs it");
    }

    @Test
    void notShownInWhatTheServerSays() {
        lab.simulator.faults().on("POST", "/access/users", 1, Fault.status(500, "cannot set " + SECRET));
        ToolFailure failure = lab.failure(LabTools.ADD_USER, USER);
        assertEquals("cannot set ***", failure.error());
        hidden(failure.toMap());
    }

    @Test
    void notShownWhenTheyAreGivenToARawCall() {
        Map<String, Object> raw = Map.of("method", "POST", "path", "/access/users", "params", USER);
        ToolFailure refused = lab.failure(LabTools.RAW, Map.of("method", "PUT", "path", "/access/password", "params",
                Map.of("userid", "x@pve", "password", SECRET)));
        assertEquals("refused", refused.kind().code());
        assertTrue(refused.details().toString().contains("password=***"), refused.details().toString());
        hidden(refused.toMap());
        lab.simulator.faults().on("POST", "/access/users", 1, Fault.status(500, "cannot set " + SECRET));
        ToolFailure said = lab.failure(LabTools.RAW, raw);
        hidden(said.toMap());
    }

    @ParameterizedTest
    @CsvSource({"/cluster/sdn/dns/x, key", "/api2/json/cluster/sdn/dns/x, key", "/cluster/acme/plugins/x, data",
            "/nodes/pve1/certificates/custom, key"})
    void notShownWhereOnlyThePathTellsThatTheyAreOnes(String path, String name) {
        Map<String, Object> raw = Map.of("method", "PUT", "path", path, "params", Map.of(name, SECRET), "force", true);
        ToolFailure refused = lab.failure(LabTools.RAW, raw);
        assertEquals("refused", refused.kind().code());
        assertTrue(refused.details().toString().contains(name + "=***"), refused.details().toString());
        hidden(refused.toMap());
        lab.simulator.faults().always("PUT", path.replace("/api2/json", ""), Fault.status(500, "bad key " + SECRET));
        ToolFailure said = assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.RAW, raw));
        assertTrue(said.error().contains("bad key ***"), said.error());
        hidden(said.toMap());
    }

    @Test
    void notShownWithinTheAddressOfAnotherCluster() {
        Map<String, Object> raw = Map.of("method", "POST", "path", "/nodes/pve1/qemu/100/remote_migrate", "params",
                Map.of("target-endpoint", "apitoken=PVEAPIToken=root@pam!x=" + SECRET + ",host=10.0.0.1",
                        "target-storage", "local", "target-bridge", "vmbr0"));
        ToolFailure refused = lab.failure(LabTools.RAW, raw);
        assertEquals("refused", refused.kind().code());
        assertTrue(refused.details().toString().contains("root@pam!x=***,host=10.0.0.1"), refused.details().toString());
        hidden(refused.toMap());
        lab.simulator.faults().always("POST", "/nodes/pve1/qemu/100/remote_migrate",
                Fault.status(500, "401 for " + SECRET));
        hidden(assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.RAW, raw)).toMap());
    }

    @Test
    void aFieldOfThatNameElsewhereIsShown() {
        Plan plan = lab.plan(LabTools.RAW, Map.of("method", "PUT", "path", "/nodes/pve1/subscription", "params",
                Map.of("key", "pve4p-1234567890")));
        assertTrue(plan.toMap().toString().contains("pve4p-1234567890"), plan.toMap().toString());
    }

    @Test
    void notShownInWhatIsRead() {
        lab.simulator.state().set(103, "description", "the password is " + SECRET);
        lab.with(builder -> builder.secrets(java.util.Set.of(SECRET)));
        ToolResult result = lab.run(LabTools.RAW, Map.of("method", "GET", "path", "/nodes/pve2/qemu/103/config"));
        assertTrue(result.toMap().toString().contains("the password is ***"), result.toMap().toString());
        hidden(result.toMap());
    }

    @Test
    void notShownInTheLogOfATask() {
        lab.simulator.tasks().nextWarns("qmstart", "used " + SECRET);
        lab.with(builder -> builder.secrets(java.util.Set.of(SECRET)));
        ToolResult result = lab.run(LabTools.START, Map.of("vmid", 103, "node", "pve2"));
        hidden(result.toMap());
        hidden(lab.events);
        assertTrue(lab.events.contains(new ProgressSink.LogLine("WARN: used ***", java.util.OptionalDouble.empty())),
                lab.events.toString());
    }

    @Test
    void notShownInSteps() {
        lab.with(builder -> builder.secrets(java.util.Set.of("secret-name")));
        lab.run(LabTools.SNAPSHOTS, Map.of("vmid", 102, "node", "pve1", "names", "secret-name,other"));
        assertEquals(List.of("take ***", "take other"), lab.events.stream()
                .filter(ProgressSink.StepStarted.class::isInstance)
                .map(event -> ((ProgressSink.StepStarted) event).title()).toList());
    }

    /** Who reads and writes back would replace the secret by what stands for it. */
    @ParameterizedTest
    @ValueSource(strings = {"***", "A=1\0TOKEN=***", "A=***,B=1", "PVEAPIToken=root@pam!x=***", "http://u:***@proxy:80",
            "see https://h/a?token=***",
            "users:\n  - password: ***\n", "otpauth://totp/x?secret=***&issuer=pve"})
    void whatWasShownInTheirPlaceIsNotWritten(String masked) {
        Map<String, Object> raw = Map.of("method", "PUT", "path", "/nodes/pve1/lxc/200/config", "params",
                Map.of("env", masked), "force", true);
        ToolFailure refused = lab.failure(LabTools.RAW, raw);
        assertEquals("bad_argument", refused.kind().code());
        assertEquals("env: holds ***, which is shown in place of a secret; the server would keep it instead of the "
                + "secret", refused.error());
        assertEquals("Leave it out to keep what is set, or give the true value.", refused.guidance());
        assertEquals(Set.of("env"), refused.details().keySet());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void whatWasShownInTheirPlaceIsNotWrittenByATool() {
        assertEquals("bad_argument", lab.failure(LabTools.ADD_USER, Map.of("userid", "x@pve", "password", "***"))
                .kind().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rated *** by all", "****", "first\n***\nsecond", "a ***, b",
            "write env as NAME=***"})
    void starsElsewhereAreText(String comment) {
        lab.run(LabTools.ADD_USER, Map.of("userid", "x@pve", "password", SECRET, "comment", comment));
        assertEquals(1, lab.writes().size());
    }
}
