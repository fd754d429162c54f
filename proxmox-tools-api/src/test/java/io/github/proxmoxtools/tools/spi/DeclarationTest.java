package io.github.proxmoxtools.tools.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationTest {
    private static final Param<String> NAME = Param.text("snapname", "").max(40);

    private static Tool.Acting opened(String name) {
        return Tool.changes(name).command("vm", "snapshot", "create").title("Title").description("Description.");
    }

    private static Tool.Acting opened() {
        return opened("proxmox_vm_snapshot");
    }

    private static void refused(String rule, Executable declaration) {
        DeclarationException refusal = assertThrows(DeclarationException.class, declaration);
        assertTrue(refusal.getMessage().contains(rule), refusal.getMessage());
    }

    @Test
    void carriesWhatItsStagesSaid() {
        Condition always = Condition.of("always", arguments -> true);
        Tool tool = Tool.changes("proxmox_vm_snapshot").command("vm", "snapshot", "create").title("Snapshot")
                .description("Takes a snapshot.")
                .post("/nodes/{node}/qemu/{vmid}/snapshot", GuestInput.VM, NAME)
                .destroysWhen(always).since("8.0").until("10.0").acceptsOfficialParameters().showsForeignText()
                .startsTask();

        assertEquals("proxmox_vm_snapshot", tool.name());
        assertEquals(tool.name(), tool.toString());
        assertEquals(Safety.CHANGE, tool.safety());
        assertEquals(Safety.DESTROY, tool.highestSafety());
        assertEquals(List.of(always), tool.destroysWhen());
        assertEquals(List.of("vm", "snapshot", "create"), tool.command());
        assertEquals("Snapshot", tool.title());
        assertEquals("Takes a snapshot.", tool.description());
        assertEquals(List.of("vmid", "node", "snapname"), tool.params().stream().map(Param::name).toList());
        assertEquals(Optional.of(GuestInput.VM), tool.guest());
        assertEquals(List.of("POST /nodes/{node}/qemu/{vmid}/snapshot"),
                tool.action().endpoints().stream().map(Endpoint::toString).toList());
        assertEquals(new Versions(Optional.of("8.0"), Optional.of("10.0")), tool.versions());
        assertTrue(tool.acceptsOfficialParameters());
        assertTrue(tool.showsForeignText());
        assertInstanceOf(Outcome.Task.class, tool.outcome());
    }

    @Test
    void mayCloseWithAShapeThatOthersShare() {
        Shape shape = declaration -> declaration.post("/pools").startsTask();
        Tool one = opened("proxmox_vm_snapshot").does(shape);
        Tool other = opened("proxmox_lxc_snapshot").does(shape);

        assertEquals(one.action(), other.action());
        assertInstanceOf(Outcome.Task.class, one.outcome());
        assertEquals(List.of("proxmox_vm_snapshot", "proxmox_lxc_snapshot"), List.of(one.name(), other.name()));
    }

    @Test
    void firstWordSaysTheClass() {
        assertEquals(Safety.READ, Tool.reads("a_b").command("a").title("T").description("D.").get("/version")
                .returnsData().highestSafety());
        assertEquals(Safety.CHANGE, Tool.changes("a_b").command("a").title("T").description("D.").post("/pools")
                .returnsNothing().highestSafety());
        assertEquals(Safety.DESTROY, Tool.destroys("a_b").command("a").title("T").description("D.").delete("/pools")
                .returnsNothing().highestSafety());
    }

    @Test
    void rawCallMayBeAnything() {
        assertEquals(Safety.DESTROY, raw("a_b", Tool.reads("a_b")).highestSafety());
        refused("judged by what it calls", () -> raw("a_b", Tool.changes("a_b")));
    }

    private static Tool raw(String name, Tool.Commanding opened) {
        return opened.command("a").title(name).description("D.").callsAnything(Param.choice("method", "", "GET"),
                Param.text("path", ""), Param.mapping("params", "").optional(), Param.flag("force", "")).returnsData();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "snapshot", "Proxmox_vm", "proxmox-vm", "proxmox_", "_vm", "proxmox__vm", "proxmox vm"})
    void nameIsLowerCaseWords(String name) {
        refused("lower-case words", () -> opened(name).post("/pools").returnsNothing());
    }

    @Test
    void saysSomethingEverywhere() {
        refused("command words", () -> Tool.reads("a_b").command().title("T").description("D.").get("/version")
                .returnsData());
        refused("command words", () -> Tool.reads("a_b").command("Vm").title("T").description("D.").get("/version")
                .returnsData());
        refused("title and description", () -> Tool.reads("a_b").command("a").title(" ").description("D.")
                .get("/version").returnsData());
        refused("title and description", () -> Tool.reads("a_b").command("a").title("T").description("")
                .get("/version").returnsData());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "wait_timeout", "view", "context"})
    void namesOfTheEngineAreReserved(String reserved) {
        refused("added by the engine",
                () -> opened().post("/pools", Param.flag(reserved, "")).returnsNothing());
        refused("added by the engine",
                () -> opened().post("/pools", Param.flag("other", "").alias(reserved)).returnsNothing());
    }

    @Test
    void oneNameIsOneParameter() {
        refused("'snapname' is declared twice",
                () -> opened().post("/pools", NAME, Param.whole("snapname", "")).returnsNothing());
        refused("'snapname' is declared twice",
                () -> opened().post("/pools", NAME, NAME.secret()).returnsNothing());
        refused("the alias 'snapname' is taken",
                () -> opened().post("/pools", NAME, Param.flag("vmstate", "").alias("snapname")).returnsNothing());
        refused("the alias 'old' is taken", () -> opened()
                .post("/pools", NAME.alias("old"), Param.flag("vmstate", "").alias("old")).returnsNothing());
    }

    @Test
    void endpointsMayShareAParameterAndDifferInWhetherItIsRequired() {
        Param<String> node = Param.text("node", "").optional();
        Tool tool = Tool.reads("a_b").command("a").title("T").description("D.")
                .chooses(Endpoint.get("/nodes/{node}/status", node.required()).when(node),
                        Endpoint.get("/nodes", node))
                .returnsData();
        assertEquals(List.of("node"), tool.params().stream().map(Param::name).toList());
    }

    @Test
    void placeholdersHaveParameters() {
        refused("{vmid} of POST /nodes/{node}/qemu/{vmid}/snapshot has a parameter",
                () -> opened().post("/nodes/{node}/qemu/{vmid}/snapshot", Param.text("node", "")).returnsNothing());
        Tool renamed = opened().delete("/pools/{poolid}", Param.text("pool", "").sentAs("poolid")).returnsNothing();
        assertEquals("pool", renamed.params().get(0).name());
    }

    @Test
    void callsSomething() {
        refused("there is an endpoint", () -> opened().chooses().returnsNothing());
        refused("a script says what it may call",
                () -> opened().calls().runs(reading -> Work.done(null)).returnsNothing());
    }

    @Test
    void readingDoesNotDestroy() {
        refused("does not destroy", () -> Tool.reads("a_b").command("a").title("T").description("D.").get("/version")
                .destroysWhen(Condition.of("never", arguments -> false)).returnsData());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "nodes", "/nodes/", "/nodes//qemu", "/nodes/{node", "/nodes/a{b}", "/../x",
            "/nodes?x=1", "https://host/nodes"})
    void pathBelongsToTheApi(String path) {
        assertThrows(DeclarationException.class, () -> Endpoint.get(path));
    }

    @Test
    void limitsFitTheType() {
        refused("pattern belongs to text", () -> Param.whole("a", "").pattern("x", "an x", "x"));
        refused("max belongs to", () -> Param.flag("a", "").max(1));
        refused("min belongs to", () -> Param.text("a", "").min(1));
        refused("is no parameter name", () -> Param.text("a b", ""));
        refused("is no parameter name", () -> Param.text("", ""));
    }

    @Test
    void pathMayTakeNoObject() {
        refused("{poolid} of DELETE /pools/{poolid} is one text",
                () -> opened().delete("/pools/{poolid}", Param.mapping("poolid", "")).returnsNothing());
        refused("{poolid} of DELETE /pools/{poolid} is one text",
                () -> opened().delete("/pools/{poolid}", Param.list("poolid", "")).returnsNothing());
    }

    @Test
    void paramIsBuiltStepByStep() {
        Param<String> param = Param.text("net[n]", "A network.").optional().secret().notSent().sentAs("net")
                .alias("nic").alias("nics").since("8.0").until("9.0").pattern("a+", "some a", "aa").max(3);
        assertFalse(param.isRequired());
        assertTrue(param.required().isRequired());
        assertTrue(param.isSecret());
        assertFalse(param.isSent());
        assertEquals("net", param.apiName());
        assertEquals(List.of("nic", "nics"), param.aliases());
        assertEquals("A network.", param.description());
        assertTrue(param.versions().include("8.4"));
        assertFalse(param.versions().include("9.0"));
        ParamType.Text type = assertInstanceOf(ParamType.Text.class, param.type());
        assertEquals(Optional.of("a+"), type.pattern());
        assertEquals(3, type.maxLength().orElseThrow());
        assertFalse(Param.flag("a", "").isRequired(), "flags are optional from the start");
    }

    @Test
    void refusesConditionsOnWhatCannotBeGiven() {
        Param<String> type = Param.choice("type", "", "vm", "node").optional().notSent();
        Tool.Closing declared = Tool.reads("proxmox_sample").command("sample").title("Title").description("Words.")
                .chooses(Endpoint.get("/cluster/resources").when(type.is("vm")), Endpoint.get("/nodes"));
        DeclarationException refused = assertThrows(DeclarationException.class, declared::returnsData);
        assertTrue(String.valueOf(refused.getMessage()).contains("'type'"), refused::toString);
    }
}
