package io.github.proxmoxtools.simulator;

import static io.github.proxmoxtools.simulator.Api.encoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ProxmoxSimulator(taskSpeed = 1)
class StorageTest {
    private static final String CONTENT = "/nodes/pve1/storage/nfs-backup/content";

    @Test
    void eachTypeWantsItsOwnOptions(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        assertEquals("500 missing value for required option 'export'",
                api.refusal("POST", "/storage", "storage=n1&type=nfs&server=10.10.10.7"));
        assertEquals("500 unexpected property 'vgname'",
                api.refusal("POST", "/storage", "storage=n1&type=dir&path=%2Fx&vgname=pve"));
        api.data("POST", "/storage",
                "storage=n1&type=nfs&server=10.10.10.7&export=%2Fsrv&content=iso%2Cbackup&nodes=ghost&disable=0");
        Map<?, ?> created = api.map("/storage/n1");
        assertEquals("/mnt/pve/n1", created.get("path"));
        assertEquals(BigInteger.ONE, created.get("shared"));
        assertEquals("500 update storage failed: can't change value of fixed parameter 'server'",
                api.refusal("PUT", "/storage/n1", "server=10.10.10.8"));
        assertEquals("500 update storage failed: unable to delete required option 'export'",
                api.refusal("PUT", "/storage/n1", "delete=export"));
        assertEquals("500 update storage failed: no such option 'nothing'",
                api.refusal("PUT", "/storage/n1", "delete=nothing"));
    }

    @Test
    void aDigestOfAnOldStateIsRefused(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        Object digest = api.map("/storage/local").get("digest");
        api.data("PUT", "/storage/nfs-backup", "content=iso");
        assertEquals(
                "500 update storage failed: detected modified configuration - file changed by other user? Try again.",
                api.refusal("PUT", "/storage/local", "content=iso&digest=" + digest));
    }

    @Test
    void secretsAreNotShown(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.data("POST", "/storage",
                "storage=smb&type=cifs&server=10.10.10.7&share=s&username=u&password=hunter2secret");
        assertFalse(api.send("GET", "/storage/smb", "").body().contains("hunter2secret"));
        assertFalse(api.send("GET", "/storage", "").body().contains("hunter2secret"));
    }

    @Test
    void whatANodeCannotUseIsListedWithoutFigures(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.data("PUT", "/storage/nfs-backup", "nodes=pve2");
        Map<String, Object> row = api.list("/nodes/pve1/storage").stream()
                .filter(storage -> storage.get("storage").equals("nfs-backup")).findFirst().orElseThrow();
        assertEquals(BigInteger.ZERO, row.get("active"));
        assertEquals(BigInteger.ZERO, row.get("total"));
        assertTrue(api.list("/nodes/pve1/storage?content=iso").stream()
                .noneMatch(storage -> storage.get("storage").equals("nfs-backup")));
        assertEquals("500 storage 'nfs-backup' is not available on node 'pve1'", api.refusal("GET", CONTENT, ""));
        api.data("PUT", "/storage/local", "disable=1");
        assertEquals("500 storage 'local' is disabled",
                api.refusal("GET", "/nodes/pve1/storage/local/content", ""));
    }

    @Test
    void listsShowOnlyWhatOneMaySee(Simulator simulator) throws Exception {
        var admin = new Api(simulator);
        admin.finish("POST", "/nodes/pve1/vzdump", "vmid=100&storage=nfs-backup");
        Api auditor = admin.as("eve@pve", Map.of("/storage/nfs-backup", "PVEAuditor"));
        assertEquals(List.of("nfs-backup"),
                auditor.list("/storage").stream().map(row -> row.get("storage")).toList());
        assertTrue(
                auditor.list(CONTENT).stream().allMatch(row -> List.of("iso", "vztmpl").contains(row.get("content"))));
        assertTrue(admin.list(CONTENT).stream().anyMatch(row -> row.get("content").equals("backup")));
    }

    @Test
    void imagesAreAllocatedAndDeletedWithEncodedAndRawSlashes(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.data("PUT", "/storage/nfs-backup", "content=images%2Ciso%2Cbackup%2Cvztmpl");
        assertEquals("nfs-backup:555/vm-555-disk-0.qcow2", api.data("POST", CONTENT,
                "filename=vm-555-disk-0.qcow2&vmid=555&size=2G"));
        assertEquals("500 disk image '/mnt/pve/nfs-backup/images/555/vm-555-disk-0.qcow2' already exists",
                api.refusal("POST", CONTENT, "filename=vm-555-disk-0.qcow2&vmid=555&size=2G"));
        assertEquals("different storage formats (raw != qcow2)",
                api.errors("POST", CONTENT, "filename=vm-555-disk-1.qcow2&vmid=555&size=2G&format=raw").get("format"));
        assertEquals(BigInteger.valueOf(2L << 30),
                api.map(CONTENT + "/nfs-backup:555/vm-555-disk-0.qcow2").get("size"));
        assertEquals("storage ID mismatch (local != nfs-backup)\n",
                api.errors("GET", CONTENT + "/local%3A555%2Fx.raw", "").get("volume"));
        assertNull(api.data("DELETE", CONTENT + "/555%2Fvm-555-disk-0.qcow2?delay=5", ""));
        assertTrue(api.list(CONTENT + "?vmid=555").isEmpty());
        assertEquals("500 illegal name 'disk-0' - should be 'vm-555-*'", api.refusal("POST",
                "/nodes/pve1/storage/local-lvm/content", "filename=disk-0&vmid=555&size=1G"));
    }

    @Test
    void deletingAnIsoThatIsNotThereSucceedsAndSaysSo(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String upid = String.valueOf(api.data("DELETE", CONTENT + "/iso%2Fnope.iso", ""));
        assertTrue(upid.contains(":imgdel:nfs-backup:"), upid);
        simulator.clock().advance(Duration.ofSeconds(5));
        assertEquals(List.of("disk image '/mnt/pve/nfs-backup/template/iso/nope.iso' does not exist",
                "Removed volume 'nfs-backup:iso/nope.iso'", "TASK OK"), api.log(upid));
    }

    @Test
    void onlyBackupsHaveNotesAndProtection(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String iso = CONTENT + "/iso%2Fdebian-13.1.0-amd64-netinst.iso";
        assertEquals("500 only backups can have notes", api.refusal("PUT", iso, "notes=x"));
        assertEquals("500 only backups can be protected", api.refusal("PUT", iso, "protected=1"));
        assertEquals("500 unable to parse directory volume name 'iso/x.txt'",
                api.refusal("GET", CONTENT + "/iso%2Fx.txt", ""));
    }

    @Test
    void theKeptBackupsAreMarkedAndTheOthersPruned(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        for (int i = 0; i < 3; i++) {
            api.finish("POST", "/nodes/pve1/vzdump",
                    "vmid=100&storage=nfs-backup&remove=0&prune-backups=keep-last%3D9");
        }
        List<String> volids = api.list(CONTENT + "?content=backup").stream()
                .map(row -> String.valueOf(row.get("volid")))
                .sorted().toList();
        assertEquals(3, volids.size());
        String oldest = CONTENT + "/" + encoded(volids.getFirst());
        api.data("PUT", oldest, "protected=1&notes=" + encoded("first\nsecond"));
        String prune = "/nodes/pve1/storage/nfs-backup/prunebackups";
        assertEquals(List.of("protected", "remove", "keep"),
                api.list(prune + "?prune-backups=keep-last%3D1").stream().map(row -> row.get("mark")).toList());
        assertEquals("OK", api.finish("DELETE", prune + "?prune-backups=keep-last%3D1&vmid=100&type=qemu", ""));
        assertEquals(2, api.list(CONTENT + "?content=backup").size());
        assertEquals("first\nsecond", api.map(oldest).get("notes"));
        assertEquals("first", api.list(CONTENT + "?content=backup").getFirst().get("notes"));
        assertEquals("500 cannot remove protected volume '" + volids.getFirst().substring(11) + "' on 'nfs-backup'",
                api.refusal("DELETE", oldest + "?delay=5", ""));
        assertEquals("500 no prune-backups options configured for storage 'local'",
                api.refusal("GET", "/nodes/pve1/storage/local/prunebackups", ""));
    }

    @Test
    void aNodeDownloadsWhatItCanReach(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String path = "/nodes/pve1/storage/nfs-backup/download-url";
        String form = "content=iso&filename=my%20file.iso&url=";
        assertEquals("OK", api.finish("POST", path, form + encoded("https://example.org/a.iso")));
        assertTrue(api.list(CONTENT + "?content=iso").stream()
                .anyMatch(row -> row.get("volid").equals("nfs-backup:iso/my_file.iso")));
        assertEquals("refusing to override existing file '/mnt/pve/nfs-backup/template/iso/my_file.iso'",
                api.finish("POST", path, form + encoded("https://example.org/a.iso")));
        assertEquals("download failed: exit code 4",
                api.finish("POST", path, "content=iso&filename=x.iso&url=" + encoded("http://127.0.0.1:1/x.iso")));
        assertEquals("wrong file extension", api.errors("POST", path,
                "content=iso&filename=x.txt&url=" + encoded("https://example.org/a")).get("filename"));
        assertEquals("a.iso", api.map("/nodes/pve1/query-url-metadata?url=" + encoded("https://example.org/a.iso"))
                .get("filename"));
    }

    @Test
    void importsFromOtherHypervisorsAreKnownOnlyToNewerVersions() throws Exception {
        try (Simulator old = Simulator.builder().profile("7.4").start()) {
            assertEquals(400, new Api(old)
                    .send("POST", "/storage", "storage=e1&type=esxi&server=10.10.10.9&username=root").status());
        }
        try (Simulator recent = Simulator.builder().profile("9.2").start()) {
            assertTrue(new Api(recent).list(CONTENT + "?content=import").isEmpty());
            new Api(recent).data("POST", "/storage", "storage=e1&type=esxi&server=10.10.10.9&username=root");
            assertEquals("import", new Api(recent).map("/storage/e1").get("content"));
        }
    }
}
