package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Reading and changing the configuration of guests. */
class GuestConfigTest {
    @AutoClose
    private final GuestApi api = new GuestApi();

    @Test
    void aMachinesMemoryIsTextSinceTheEighthSeriesAndItsCoresAreANumber() throws Exception {
        assertEquals("4096", api.map("pve1/qemu/100/config").get("memory"));
        assertEquals(BigInteger.TWO, api.map("pve1/qemu/100/config").get("cores"));
        assertEquals(BigInteger.valueOf(512), api.map("pve1/lxc/200/config").get("memory"));
        try (var old = new GuestApi("7.4")) {
            assertEquals(BigInteger.valueOf(4096), old.map("pve1/qemu/100/config").get("memory"));
        }
    }

    @Test
    void whatARunningMachineCannotPlugWaitsForItsNextStart() throws Exception {
        api.done("PUT", "pve1/qemu/100/config", "cores", "8", "name", "web-1", "delete", "scsihw");

        assertEquals("web-1", api.map("pve1/qemu/100/config", "current", "1").get("name"));
        assertEquals(BigInteger.TWO, api.map("pve1/qemu/100/config", "current", "1").get("cores"));
        assertEquals("8", api.option("pve1/qemu/100", "cores"));
        assertNull(api.map("pve1/qemu/100/config").get("scsihw"));
        assertEquals(Map.of("key", "cores", "value", BigInteger.TWO, "pending", BigInteger.valueOf(8)),
                pending("pve1/qemu/100", "cores"));
        assertEquals(Map.of("key", "scsihw", "value", "virtio-scsi-single", "delete", BigInteger.ONE),
                pending("pve1/qemu/100", "scsihw"));

        assertEquals("OK", api.exit("POST", "pve1/qemu/100/status/stop"));
        assertEquals(BigInteger.valueOf(8), api.map("pve1/qemu/100/config", "current", "1").get("cores"));
        assertNull(api.map("pve1/qemu/100/config", "current", "1").get("scsihw"));
    }

    @Test
    void aChangeThatWaitsCanBeTakenBack() throws Exception {
        api.done("PUT", "pve1/qemu/100/config", "cores", "8", "memory", "8192");
        api.done("PUT", "pve1/qemu/100/config", "revert", "cores,memory");

        assertEquals(Map.of("key", "cores", "value", BigInteger.TWO), pending("pve1/qemu/100", "cores"));
        assertEquals("400 Parameter verification failed. {revert=unknown option 'nope'}",
                api.refusal("PUT", "pve1/qemu/100/config", "revert", "nope"));
    }

    @Test
    void aRunningContainerTakesMemoryAndCoresAtOnce() throws Exception {
        api.done("PUT", "pve1/lxc/200/config", "memory", "1024", "cores", "2", "nameserver", "10.0.0.1");

        assertEquals(BigInteger.valueOf(1024), api.map("pve1/lxc/200/config", "current", "1").get("memory"));
        assertNull(api.map("pve1/lxc/200/config", "current", "1").get("nameserver"));
        assertEquals("10.0.0.1", api.option("pve1/lxc/200", "nameserver"));
    }

    @Test
    void aDiskThatIsTakenOffStaysUntilItIsDeletedToo() throws Exception {
        api.done("PUT", "pve2/qemu/103/config", "scsi1", "local-lvm:4,discard=on,cache=none");
        assertEquals("local-lvm:vm-103-disk-0,cache=none,discard=on,size=4G", api.option("pve2/qemu/103", "scsi1"));
        assertEquals(List.of("local-lvm:vm-103-disk-0"), api.volumes("pve2", "local-lvm", 103));

        api.done("PUT", "pve2/qemu/103/config", "delete", "scsi1");
        assertEquals("local-lvm:vm-103-disk-0", api.option("pve2/qemu/103", "unused0"));
        api.done("PUT", "pve2/qemu/103/config", "sata0", "local-lvm:vm-103-disk-0");
        assertNull(api.map("pve2/qemu/103/config").get("unused0"));
        assertEquals("local-lvm:vm-103-disk-0,size=4G", api.option("pve2/qemu/103", "sata0"));

        api.done("PUT", "pve2/qemu/103/config", "delete", "sata0");
        api.done("PUT", "pve2/qemu/103/config", "delete", "unused0");
        assertEquals(List.of(), api.volumes("pve2", "local-lvm", 103));
    }

    @Test
    void unlinkTakesDisksOffAndWithForceDeletesThem() throws Exception {
        api.done("PUT", "pve2/qemu/103/config", "scsi1", "local-lvm:4");
        assertNull(api.done("PUT", "pve2/qemu/103/unlink", "idlist", "scsi1", "force", "1"));
        assertNull(api.map("pve2/qemu/103/config").get("unused0"));
        assertEquals(List.of(), api.volumes("pve2", "local-lvm", 103));
    }

    @Test
    void specialDrivesGetTheirOwnSizesAndNames() throws Exception {
        api.done("PUT", "pve2/qemu/103/config", "efidisk0", "local-lvm:1,efitype=4m,pre-enrolled-keys=1", "tpmstate0",
                "local-lvm:1,version=v2.0", "ide2", "local-lvm:cloudinit", "ide0",
                "nfs-backup:iso/debian-13.1.0-amd64-netinst.iso,media=cdrom");

        assertEquals("local-lvm:vm-103-disk-0,efitype=4m,pre-enrolled-keys=1,size=4M",
                api.option("pve2/qemu/103", "efidisk0"));
        assertEquals("local-lvm:vm-103-disk-1,size=4M,version=v2.0", api.option("pve2/qemu/103", "tpmstate0"));
        assertEquals("local-lvm:vm-103-cloudinit,media=cdrom", api.option("pve2/qemu/103", "ide2"));
        assertEquals("nfs-backup:iso/debian-13.1.0-amd64-netinst.iso,media=cdrom,size=747M",
                api.option("pve2/qemu/103", "ide0"));
    }

    @Test
    void optionsAreWrittenAsTheServerKeepsThem() throws Exception {
        api.done("PUT", "pve2/qemu/103/config", "net1", "bridge=vmbr1,model=e1000,tag=7", "tags", "Web,prod web",
                "description", "line");
        assertTrue(api.option("pve2/qemu/103", "net1").matches("e1000=BC:24:11:..:..:..,bridge=vmbr1,tag=7"));
        assertEquals("prod;web", api.option("pve2/qemu/103", "tags"));
        assertEquals("line", api.option("pve2/qemu/103", "description"));

        api.done("PUT", "pve3/lxc/204/config", "description", "line", "net1", "bridge=vmbr1,name=eth1,ip=dhcp");
        assertEquals("line\n", api.option("pve3/lxc/204", "description"));
        assertTrue(api.option("pve3/lxc/204", "net1")
                .matches("name=eth1,bridge=vmbr1,hwaddr=BC:24:11:..:..:..,ip=dhcp,type=veth"));
    }

    @Test
    void aChangeIsRefusedThatNamesNothingOrTheWrongThing() throws Exception {
        assertEquals("500 no options specified", api.refusal("PUT", "pve2/qemu/103/config"));
        assertEquals("500 no options specified", api.refusal("PUT", "pve3/lxc/204/config"));
        assertEquals("400 Parameter verification failed. "
                + "{delete=you can't use '-cores' and -delete cores' at the same time}",
                api.refusal("PUT", "pve2/qemu/103/config", "delete", "cores", "cores", "1"));
        assertEquals("500 checksum mismatch (file change by other user?)",
                api.refusal("PUT", "pve2/qemu/103/config", "cores", "1", "digest", "0".repeat(40)));
        assertEquals("500 detected modified configuration - file changed by other user? Try again.",
                api.refusal("PUT", "pve3/lxc/204/config", "cores", "1", "digest", "0".repeat(40)));
        assertEquals("500 VM is locked (backup)", api.refusal("PUT", "pve2/qemu/107/config", "cores", "2"));
        assertEquals("400 Parameter verification failed. "
                + "{storage=storage 'local' does not support vm images}",
                api.refusal("PUT", "pve2/qemu/103/config", "scsi1", "local:4"));
        assertEquals("500 storage 'nope' does not exist",
                api.refusal("PUT", "pve2/qemu/103/config", "scsi1", "nope:4"));
        assertEquals("500 volume ceph-vm:vm-9-disk-9 does not exist",
                api.refusal("PUT", "pve2/qemu/103/config", "scsi1", "ceph-vm:vm-9-disk-9"));
    }

    @Test
    void onlyRootMaySetWhatReachesTheNode() throws Exception {
        assertEquals("500 only root can set 'args' config",
                api.refusal("PUT", "pve2/qemu/103/config", "args", "-foo"));
        assertEquals("500 only root can set 'hookscript' config",
                api.refusal("PUT", "pve2/qemu/103/config", "delete", "hookscript"));
        assertEquals("500 only root can set 'usb0' config for real devices",
                api.refusal("PUT", "pve2/qemu/103/config", "usb0", "host=1234:5678"));
        assertEquals("500 only root can set 'hostpci0' config for non-mapped devices",
                api.refusal("PUT", "pve2/qemu/103/config", "hostpci0", "host=01:00"));
        assertEquals("403 Permission check failed (mount point type bind is only allowed for root@pam)",
                api.refusal("PUT", "pve3/lxc/204/config", "mp0", "/srv,mp=/srv"));
        assertEquals("403 Permission check failed "
                + "(changing feature flags (except nesting) is only allowed for root@pam)",
                api.refusal("PUT", "pve3/lxc/204/config", "features", "nesting=1,mount=nfs"));
    }

    @Test
    void eachOptionNeedsAPrivilegeOfItsOwn() throws Exception {
        String secret = "00000000-0000-4000-8000-000000000001";
        api.state().addUser("dev@pve", "dev-password").addToken("dev@pve", "ci", secret, false).grant("/vms/103",
                "dev@pve", "PVEVMUser");
        try (var client = new RawClient(api.simulator(), "pve2", "PVEAPIToken=dev@pve!ci=" + secret)) {
            assertEquals("Permission check failed (/vms/103, VM.Config.CPU)",
                    client.send("PUT", "/nodes/pve2/qemu/103/config", "cores=1").reason());
        }
        try (var client = new RawClient(api.simulator(), "pve2", "PVEAPIToken=dev@pve!ci=" + secret)) {
            assertEquals(200, client.send("PUT", "/nodes/pve2/qemu/103/config", "ciuser=dev").status());
        }
    }

    @Test
    void aContainerKeepsItsRootDiskAndItsPrivileges() throws Exception {
        assertEquals("500 unable to delete required option: 'rootfs'",
                api.refusal("PUT", "pve3/lxc/204/config", "delete", "rootfs"));
        assertEquals("500 unable to modify read-only option: 'unprivileged'",
                api.refusal("PUT", "pve3/lxc/204/config", "unprivileged", "0"));
    }

    @Test
    void aChangeInTheBackgroundIsATask() throws Exception {
        assertEquals(List.of("update VM 103: -cores 3", "TASK OK"),
                api.log("POST", "pve2/qemu/103/config", "cores", "3"));
        assertEquals("3", api.option("pve2/qemu/103", "cores"));
        assertEquals("VM is locked (backup)", api.exit("POST", "pve2/qemu/107/config", "cores", "3"));
    }

    private Map<String, Object> pending(String guest, String key) throws Exception {
        return api.list(guest + "/pending").stream().filter(row -> key.equals(row.get("key"))).findFirst()
                .orElse(Map.of());
    }
}
