package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Consoles, the monitor, cloud-init, figures and interfaces of guests. */
class GuestRestTest {
    @AutoClose
    private final GuestApi api = new GuestApi();

    @Test
    void theMonitorsErrorsArePartOfItsText() throws Exception {
        assertEquals("VM status: running\r\n", api.done("POST", "pve1/qemu/100/monitor", "command", "info status"));
        assertEquals("ERROR: VM 103 not running\n",
                api.done("POST", "pve2/qemu/103/monitor", "command", "info status"));
        assertNull(api.done("PUT", "pve1/qemu/100/sendkey", "key", "ctrl-alt-delete"));
        assertEquals("500 VM 103 not running", api.refusal("PUT", "pve2/qemu/103/sendkey", "key", "ret"));
    }

    @Test
    void consolesAreOpenedWithTickets() throws Exception {
        Map<?, ?> screen = (Map<?, ?>) api.done("POST", "pve1/qemu/100/vncproxy", "generate-password", "1");
        assertTrue(String.valueOf(screen.get("ticket")).startsWith("PVEVNC:"));
        assertTrue(screen.containsKey("password"));
        assertTrue(((Map<?, ?>) api.done("POST", "pve1/lxc/200/termproxy")).containsKey("port"));
        assertEquals("500 unable to find a serial interface", api.refusal("POST", "pve1/qemu/100/termproxy"));
        assertEquals("500 CT 204 not running", api.refusal("POST", "pve3/lxc/204/spiceproxy"));
    }

    @Test
    void cloudInitIsToldWhatTheOptionsSay() throws Exception {
        api.done("PUT", "pve2/qemu/103/config", "ide2", "ceph-vm:cloudinit", "ciuser", "admin", "ipconfig0",
                "ip=10.0.0.7/24,gw=10.0.0.1", "sshkeys", "ssh-ed25519%20AAAA%20me%40x");
        String user = String.valueOf(api.done("GET", "pve2/qemu/103/cloudinit/dump", "type", "user"));
        assertTrue(user.contains("hostname: db-02\n") && user.contains("  - ssh-ed25519 AAAA me@x\n"), user);
        String network = String.valueOf(api.done("GET", "pve2/qemu/103/cloudinit/dump", "type", "network"));
        assertTrue(network.contains("netmask: '255.255.255.0'") && network.contains("gateway: '10.0.0.1'"), network);

        assertNull(api.done("PUT", "pve2/qemu/103/cloudinit"));
        api.done("PUT", "pve2/qemu/103/config", "ciuser", "other");
        assertEquals(Map.of("key", "ciuser", "value", "admin", "pending", "other"),
                api.list("pve2/qemu/103/cloudinit").stream().filter(row -> "ciuser".equals(row.get("key")))
                        .findFirst().orElseThrow());
    }

    @Test
    void figuresComeInEvenSteps() throws Exception {
        List<Map<String, Object>> rows = api.list("pve1/qemu/100/rrddata", "timeframe", "hour");
        assertEquals(70, rows.size());
        assertTrue(rows.getLast().containsKey("memhost"));
        assertEquals("500 RRD error: opening '/var/lib/rrdcached/db/pve-vm-9.0/999': No such file or directory",
                api.refusal("GET", "pve1/qemu/999/rrddata", "timeframe", "hour"));
        try (var old = new GuestApi("8.4")) {
            Map<String, Object> row = old.list("pve1/lxc/200/rrddata", "timeframe", "day").getLast();
            assertTrue(row.containsKey("diskread") && !row.containsKey("memhost"), row.toString());
        }
    }

    @Test
    void onlyARunningContainerHasInterfaces() throws Exception {
        assertEquals("eth0", api.list("pve1/lxc/200/interfaces").getLast().get("name"));
        assertNull(api.done("GET", "pve3/lxc/204/interfaces"));
    }
}
