package io.github.proxmoxtools.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandNamesTest {
    private static final Catalog CATALOG = Catalog.of(List.of(new VmToolset(), new InfraToolset()));

    private final CommandNames names = new CommandNames(() -> CATALOG);

    private static Tool tool(String name) {
        return CATALOG.find(name).orElseThrow();
    }

    @Test
    void toolsAreCommands() {
        assertEquals("Nearest: 100 web-01. 'proxmox vm list' lists them.",
                names.in("Nearest: 100 web-01. proxmox_vm_list lists them."));
        assertEquals("see proxmox_nobody_knows", names.in("see proxmox_nobody_knows"));
    }

    @Test
    void aToolThatClearsAFlagIsAWholeCommand() {
        assertEquals("First 'proxmox vm update 100 --no-protection'.",
                names.in("First proxmox_vm_update_config with vmid 100 and protection false."));
    }

    @Test
    void theCatalogIsLeftAloneWhereNoToolIsNamed() {
        assertEquals("proxmox vm list", new CommandNames(() -> {
            throw new AssertionError("asked");
        }).in("proxmox vm list"));
    }

    @Test
    void theShapeOfListsIsMadeOfOptions() {
        String note = "view.limit, view.offset and view.filter get the rest.";
        assertEquals("--limit, --offset and --filter get the rest.", names.in(note, tool("proxmox_vm_list")));
        assertEquals("--view-limit, --offset and --filter get the rest.", names.in(note, tool("proxmox_task_list")));
    }
}
