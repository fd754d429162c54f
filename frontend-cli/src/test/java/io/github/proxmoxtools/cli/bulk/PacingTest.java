package io.github.proxmoxtools.cli.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
    private static final Catalog CATALOG = Catalog.of(List.of(new VmToolset(), new LxcToolset()));

    @ParameterizedTest
    @CsvSource({"proxmox_vm_clone,2", "proxmox_lxc_clone,2", "proxmox_vm_move_disk,2", "proxmox_vm_migrate,2",
            "proxmox_vm_start,10", "proxmox_vm_snapshot,10", "proxmox_vm_config,10"})
    void whatWritesToAStorageIsSlowedDown(String tool, int width) {
        assertEquals(width, Pacing.width(CATALOG.find(tool).orElseThrow(), new BulkOptions.Limits(10, 2)));
        assertEquals(1, Pacing.width(CATALOG.find(tool).orElseThrow(), new BulkOptions.Limits(1, 2)));
    }
}
