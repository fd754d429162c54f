package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Cancellation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One test for each code that docs/cli.md lists. */
class ExitCodesTest {
    @AutoClose
    private final Workbench bench = Workbench.connected();

    private void assertExit(int code, String... arguments) {
        assertEquals(code, bench.runAnew(arguments), bench.err());
    }

    @Test
    void code0Done() {
        assertExit(0, "vm", "list");
    }

    @Test
    void code1ServerError() {
        bench.simulator.faults().always("GET", "/cluster/options", Fault.status(500, "something broke"));
        assertExit(1, "cluster", "options", "show");
        assertTrue(bench.err().contains("something broke"), bench.err());
    }

    @Test
    void code2WrongArguments() {
        assertExit(2, "vm", "list", "--no-such-option");
        assertExit(2, "vm", "list", "--color", "sometimes");
        assertExit(2, "vm", "list", "-o", "xml");
    }

    @Test
    void code3LoginNotAccepted() {
        bench.environment.put("PROXMOX_TOKEN_SECRET", "00000000-0000-0000-0000-000000000000");
        assertExit(3, "node", "list");
    }

    @Test
    void code4PrivilegeMissing() {
        bench.workAs("PVEAuditor", "/");
        assertExit(4, "vm", "start", "103");
    }

    @Test
    void code5NotFound() {
        assertExit(5, "vm", "status", "nobody");
    }

    @Test
    void code6ExistsLockedOrChanged() {
        assertExit(6, "pool", "create", "--poolid", "production");
        assertExit(6, "vm", "update", "100", "--memory", "512", "--digest", "0".repeat(40));
    }

    @Test
    void code7NotReached() {
        bench.environment.put("PROXMOX_FINGERPRINT", "AA:".repeat(31) + "AA");
        assertExit(7, "vm", "list");
    }

    @Test
    void code8TaskFailed() {
        bench.simulator.tasks().nextFails("qmstart", "start failed: QEMU exited with code 1");
        assertExit(8, "vm", "start", "103");
    }

    @Test
    void code9OnlyWhereWarningsCount() {
        bench.simulator.tasks().nextWarns("qmstart", "WARN: no disk for EFI");
        assertExit(9, "vm", "start", "103", "--warnings-as-errors");
        assertTrue(bench.out().contains("WARNINGS: 1"), bench.out());
        assertExit(0, "vm", "stop", "103", "--yes", "--warnings-as-errors");
        bench.simulator.tasks().nextWarns("qmstart", "WARN: no disk for EFI");
        assertExit(0, "vm", "start", "103");
    }

    @Test
    void code10Partial() {
        bench.simulator.faults().always("GET", "/nodes/pve1/hardware/usb", Fault.status(500, "no bus"));
        assertExit(10, "node", "hardware", "pve1");
    }

    @Test
    void code11NotConfirmed() {
        assertExit(11, "vm", "stop", "100");
        assertEquals(11, bench.runOn(new FakeTerminal().answering("n"), "vm", "stop", "100"), bench.err());
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void code12OutcomeUnknown() {
        bench.simulator.faults().always("POST", "/pools", Fault.resetAfterTaking());
        assertExit(12, "pool", "create", "--poolid", "lost");
    }

    @Test
    void code130Interrupted() {
        FakeConnector connector = new FakeConnector().failing(new Cancellation("Cancelled", "", Map.of()));
        FakeTerminal terminal = new FakeTerminal();
        assertEquals(130, new Cli(() -> Catalog.of(List.of(new TestTools())), connector, terminal)
                .run(List.of("vm", "list")));
    }
}
