package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of the API without a server. */
class ApiCommandsTest {
    private final FakeTerminal terminal = new FakeTerminal();
    private final FakeConnector connector = new FakeConnector();

    private int run(String line) {
        return new Cli(() -> Catalog.of(List.of(new TestTools())), connector, terminal)
                .run(Arrays.asList(line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"/nodes/pve1/qemu/100/snapshot,/nodes/{node}/qemu/{vmid}/snapshot/{snapname}",
            "/nodes/{node}/qemu/{vmid}/snapshot,/nodes/{node}/qemu/{vmid}/snapshot/{snapname}",
            "/api2/json/nodes/pve1/qemu/100/snapshot,/nodes/{node}/qemu/{vmid}/snapshot/{snapname}",
            "/nodes,/nodes/{node}"})
    void listsBelowConcretePathsAndTemplates(String path, String child) {
        assertEquals(0, run("api ls " + path + " -o csv --no-header"), terminal.err());
        assertTrue(terminal.out().startsWith(child + ","), terminal.out());
        assertFalse(connector.wasCalled());
    }

    @Test
    void listsTheTop() {
        assertEquals(0, run("api ls -o csv"), terminal.err());
        assertTrue(terminal.out().startsWith("path,methods,below\r\n/access,GET,"), terminal.out());
        assertTrue(terminal.out().contains("/pools,GET POST PUT DELETE,1\r\n"), terminal.out());
    }

    @Test
    void describesEachMethod() {
        assertEquals(0, run("api describe /nodes/pve1/qemu/100/snapshot"), terminal.err());
        assertEquals("""
                     /nodes/{node}/qemu/{vmid}/snapshot, Proxmox VE 9.2.3

                     GET:
                       Needs    VM.Audit on /vms/{vmid}
                       Answers  a list, of each object with description, name, parent, snaptime,
                                vmstate

                       node  string, format pve-node. In the path.
                       vmid  integer, format pve-vmid, 100 to 999999999. In the path.

                     POST:
                       Needs    VM.Snapshot on /vms/{vmid}
                       Answers  string

                       node         string, format pve-node. In the path.
                       vmid         integer, format pve-vmid, 100 to 999999999. In the path.
                       snapname     string, format pve-configid, at most 40 characters. Required.
                       description  string.
                       vmstate      boolean.
                     """, terminal.out());
    }

    @Test
    void tellsVersionsApart() {
        assertEquals(0, run("api describe /nodes/{node}/qemu/{vmid}/migrate"), terminal.err());
        assertTrue(terminal.out().contains("with-conntrack-state  boolean, default 0. Only in 9.2."), terminal.out());
        assertEquals(0, run("api describe /pools --version 7.4 -o json"), terminal.err());
        assertTrue(terminal.out().contains("\"version\" : \"7.4-16\""), terminal.out());
        assertTrue(terminal.out().contains("\"poolid (8.4 9.2)\""), terminal.out());
        assertEquals(2, run("api describe /cluster/ha/rules --version 8.4"), terminal.err());
        assertEquals(0, run("api describe /cluster/ha/rules"), terminal.err());
        assertTrue(terminal.out().contains("Not in   7.4, 8.4"), terminal.out());
    }

    @Test
    void writesItAsCsv() {
        assertEquals(0, run("api describe /version -o csv"), terminal.err());
        assertEquals("method,parameter,required,value,versions\r\n", terminal.out());
        assertEquals(0, run("api describe /nodes/a/vncshell -o csv --no-header"), terminal.err());
        assertTrue(terminal.out().contains("POST,node,yes,\"string, format pve-node\",\r\n"), terminal.out());
    }

    @Test
    void saysWhatWouldBeRight() {
        assertEquals(2, run("api describe /nodes/pve1/qemu/100/snapshto"));
        assertTrue(terminal.err().contains("has no path /nodes/pve1/qemu/100/snapshto"), terminal.err());
        assertTrue(terminal.err().contains("Did you mean /nodes/{node}/qemu/{vmid}/snapshot"), terminal.err());
        assertEquals(2, run("api ls nodes"));
        assertTrue(terminal.err().contains("A path is like /nodes/pve1/qemu."), terminal.err());
        assertEquals(2, run("api ls /nodes --version 6"));
        assertTrue(terminal.err().contains("It has 7.4, 8.4, 9.2."), terminal.err());
    }
}
