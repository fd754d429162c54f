package io.github.proxmoxtools.simulator;

import static io.github.proxmoxtools.simulator.Api.encoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@ProxmoxSimulator(taskSpeed = 1)
class NodeSystemTest {
    private static final String NODE = "/nodes/pve1";

    @Test
    void networkChangesWaitForAReload(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.data("POST", NODE + "/network", "iface=vmbr7&type=bridge&autostart=1&cidr=10.77.0.1%2F24");
        Map<?, ?> bridge = api.map(NODE + "/network/vmbr7");
        assertEquals("10.77.0.1", bridge.get("address"));
        assertEquals("static", bridge.get("method"));
        assertFalse(bridge.containsKey("active"));
        String answer = api.send("GET", NODE + "/network", "").body();
        assertTrue(answer.contains("\"changes\":\"--- /etc/network/interfaces\\t"), answer);
        assertTrue(answer.contains("+auto vmbr7\\n+iface vmbr7 inet static\\n+\\taddress 10.77.0.1/24\\n"), answer);
        assertEquals("OK", api.finish("PUT", NODE + "/network", ""));
        assertEquals(BigInteger.ONE, api.map(NODE + "/network/vmbr7").get("active"));
        assertFalse(api.send("GET", NODE + "/network", "").body().contains("changes"));
    }

    @Test
    void networkChangesCanBeRevertedAndChecked(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String network = NODE + "/network";
        api.data("DELETE", network + "/vmbr0", "");
        assertEquals("interface does not exist", api.errors("GET", network + "/vmbr0", "").get("iface"));
        api.data("DELETE", network, "");
        assertEquals("interface already exists", api.errors("POST", network, "iface=vmbr0&type=bridge").get("iface"));
        assertEquals("Default gateway already exists on interface 'vmbr0'.",
                api.errors("POST", network, "iface=vmbr1&type=bridge&gateway=10.0.0.1").get("gateway"));
        assertEquals("500 port 'eth0' is already used on interface 'vmbr0'",
                api.refusal("POST", network, "iface=vmbr1&type=bridge&bridge_ports=eth0"));
        assertEquals("500 bond 'bond0' - unable to find slave 'eth9'",
                api.refusal("POST", network, "iface=bond0&type=bond&slaves=eth1%20eth9"));
        api.data("POST", network, "iface=bond0&type=bond&slaves=eth1&bond_mode=802.3ad");
        assertEquals("802.3ad", api.map(network + "/bond0").get("bond_mode"));
        assertTrue(api.list(network + "?type=bond").stream().allMatch(row -> row.get("iface").equals("bond0")));
    }

    @Test
    void settingsCanBeReadBack(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.data("PUT", NODE + "/dns", "search=example.test&dns1=10.0.0.1");
        assertEquals(Map.of("search", "example.test", "dns1", "10.0.0.1"), api.map(NODE + "/dns"));
        api.data("PUT", NODE + "/time", "timezone=Europe%2FVienna");
        Map<?, ?> time = api.map(NODE + "/time");
        assertEquals("Europe/Vienna", time.get("timezone"));
        assertEquals(1, ((BigInteger) time.get("localtime")).compareTo((BigInteger) time.get("time")));
        assertEquals("No such timezone", api.errors("PUT", NODE + "/time", "timezone=Mars%2FBase").get("timezone"));
        Object digest = api.map(NODE + "/hosts").get("digest");
        api.data("POST", NODE + "/hosts", "data=127.0.0.1%20localhost&digest=" + digest);
        assertEquals("500 detected modified configuration - file changed by other user? Try again.",
                api.refusal("POST", NODE + "/hosts", "data=x&digest=" + digest));
        assertEquals(Map.of(), api.map(NODE + "/config"));
        api.data("PUT", NODE + "/config", "description=n&startall-onboot-delay=3");
        assertEquals("n\n", api.map(NODE + "/config").get("description"));
        assertTrue(api.map(NODE + "/config").containsKey("digest"));
        assertEquals(1, api.map(NODE + "/config?property=description").size());
    }

    @Test
    void servicesStopAndStart(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String cron = NODE + "/services/cron";
        assertEquals("OK", api.finish("POST", cron + "/stop", ""));
        assertEquals("dead", api.map(cron + "/state").get("state"));
        assertEquals("OK", api.finish("POST", cron + "/start", ""));
        assertEquals("running", api.map(cron + "/state").get("state"));
        assertEquals("command 'systemctl reload cron' failed: exit code 1", api.finish("POST", cron + "/reload", ""));
        assertEquals("invalid service cmd 'pveproxy stop': refusing to stop essential service!",
                api.finish("POST", NODE + "/services/pveproxy/stop", ""));
        assertEquals(400, api.send("GET", NODE + "/services/nope/state", "").status());
        assertTrue(api.list(NODE + "/services").stream().anyMatch(row -> row.get("service").equals("qmeventd")));
        try (Simulator old = Simulator.builder().profile("7.4").start()) {
            assertTrue(new Api(old).list(NODE + "/services").stream()
                    .noneMatch(row -> row.get("service").equals("qmeventd")));
        }
    }

    @Test
    void theJournalTellsOfTasksAndCanBeReadOn(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.finish("POST", NODE + "/services/cron/restart", "");
        List<?> lines = (List<?>) Objects.requireNonNull(api.data("GET", NODE + "/journal?lastentries=2", ""));
        assertEquals(4, lines.size());
        assertTrue(String.valueOf(lines.get(2)).contains("end task UPID:pve1:"), lines.toString());
        List<?> later = (List<?>) Objects.requireNonNull(
                api.data("GET", NODE + "/journal?startcursor=" + encoded(String.valueOf(lines.getFirst())), ""));
        assertEquals(lines.subList(2, 3), later.subList(1, 2));
        assertEquals(1, api.list(NODE + "/syslog?start=1&limit=1").size());
    }

    @Test
    void whatTheJournalHoldsStaysWhenItWas(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        Object first = api.data("GET", NODE + "/journal?since=1", "");
        for (int i = 0; i < 4; i++) {
            simulator.clock().advance(Duration.ofMillis(300));
            assertEquals(first, api.data("GET", NODE + "/journal?since=1", ""));
        }
    }

    @Test
    void packagesSubscriptionsAndRepositoriesChange(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        assertTrue(api.list(NODE + "/apt/update").isEmpty());
        assertEquals("OK", api.finish("POST", NODE + "/apt/update", ""));
        assertTrue(api.list(NODE + "/apt/update").stream().anyMatch(row -> row.get("Package").equals("pve-manager")));
        api.data("PUT", NODE + "/apt/repositories", "handle=no-subscription");
        assertTrue(api.send("GET", NODE + "/apt/repositories", "").body().contains("pve-no-subscription"));
        assertEquals("notfound", api.map(NODE + "/subscription").get("status"));
        api.data("PUT", NODE + "/subscription", "key=pve2c-0123456789");
        assertEquals("active", api.map(NODE + "/subscription").get("status"));
        api.data("DELETE", NODE + "/subscription", "");
        assertEquals("There is no subscription key", api.map(NODE + "/subscription").get("message"));
    }

    @Test
    void disksBecomeStorages(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        assertTrue(api.list(NODE + "/disks/list?type=unused").stream()
                .noneMatch(row -> row.get("devpath").equals("/dev/sda")));
        assertEquals("OK", api.finish("POST", NODE + "/disks/zfs",
                "name=tank&raidlevel=mirror&devices=%2Fdev%2Fsdb%2C%2Fdev%2Fsdc&add_storage=1"));
        assertEquals("zfspool", api.map("/storage/tank").get("type"));
        assertTrue(api.list(NODE + "/disks/list?type=unused").isEmpty());
        assertEquals("tank", api.list(NODE + "/scan/zfs").getFirst().get("pool"));
        assertEquals("500 device '/dev/sdb' is already in use",
                api.refusal("POST", NODE + "/disks/lvm", "name=vg1&device=%2Fdev%2Fsdb"));
    }

    @Test
    void scansFindOnlyServersThatAreThere(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        assertEquals("/srv/backup", api.list(NODE + "/scan/nfs?server=10.10.10.5").getFirst().get("path"));
        assertEquals("500 command '/sbin/showmount --no-headers --exports 10.9.9.9' failed: exit code 1",
                api.refusal("GET", NODE + "/scan/nfs?server=10.9.9.9", ""));
        assertEquals("500 error fetching datastores - 500 Can't connect to 10.9.9.9:8007 (No route to host)",
                api.refusal("GET", NODE + "/scan/pbs?server=10.9.9.9&username=u&password=p", ""));
        assertTrue(api.list(NODE + "/scan/iscsi?portal=10.9.9.9").isEmpty());
        assertEquals("data", api.list(NODE + "/scan/lvmthin?vg=pve").getFirst().get("lv"));
    }

    @Test
    void aNodeThatRebootsComesBackWithTheGuestsThatStartWithIt(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.data("POST", "/nodes/pve2/status", "command=reboot");
        simulator.clock().advance(Duration.ofSeconds(10));
        assertEquals("offline", status(api, "pve2"));
        assertEquals(595, api.send("GET", "/nodes/pve2/status", "").status());
        simulator.clock().advance(Duration.ofMinutes(2));
        assertEquals("online", status(api, "pve2"));
        assertTrue(simulator.state().isRunning(101));
        assertFalse(simulator.state().isRunning(103));
        api.data("POST", "/nodes/pve2/status", "command=shutdown");
        simulator.clock().advance(Duration.ofMinutes(5));
        assertEquals("offline", status(api, "pve2"));
    }

    private static Object status(Api api, String node) throws Exception {
        return api.list("/nodes").stream().filter(row -> row.get("node").equals(node)).findFirst().orElseThrow()
                .getOrDefault("status", "");
    }

    @Test
    void allGuestsStopAndStart(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        assertEquals("OK", api.finish("POST", NODE + "/stopall", ""));
        assertFalse(simulator.state().isRunning(100));
        assertFalse(simulator.state().isRunning(200));
        assertEquals("OK", api.finish("POST", NODE + "/startall", "vms=100"));
        assertTrue(simulator.state().isRunning(100));
        assertFalse(simulator.state().isRunning(200));
        Api eve = api.as("eve@pve", Map.of("/vms/100", "PVEVMUser"));
        assertEquals("403 Permission check failed (/, VM.PowerMgmt)", eve.refusal("POST", NODE + "/stopall", ""));
    }

    @Test
    void batchesRunForRootAlone(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String commands = "commands="
                + encoded("[{\"method\":\"GET\",\"path\":\"version\"},{\"method\":\"GET\",\"path\":\"nope\"},"
                        + "{\"method\":\"GET\",\"path\":\"tasks\",\"args\":{\"limit\":\"x\"}},"
                        + "{\"method\":\"PUT\",\"path\":\"dns\",\"args\":{\"search\":\"batch.test\"}}]");
        assertEquals("403 Permission check failed (user != root@pam)",
                api.refusal("POST", NODE + "/execute", commands));
        List<Map<String, Object>> answers = asRoot(simulator, NODE + "/execute", commands);
        assertEquals(List.of(200, 500, 400, 200),
                answers.stream().map(answer -> ((BigInteger) answer.get("status")).intValue()).toList());
        assertEquals("no handler for 'nodes/pve1/nope'\n", answers.get(1).get("message"));
        assertEquals("batch.test", api.map(NODE + "/dns").get("search"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> asRoot(Simulator simulator, String path, String body) throws Exception {
        return (List<Map<String, Object>>) Objects.requireNonNull(
                Api.withTicket(simulator, "root@pam", simulator.password()).data("POST", path, body));
    }

    @Test
    void certificatesAreShownAndReplaced(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        Map<String, Object> own = api.list(NODE + "/certificates/info").getFirst();
        assertEquals(simulator.fingerprints().getFirst(), own.get("fingerprint"));
        String pem = simulator.certificatePem("pve2");
        api.data("POST", NODE + "/certificates/custom", "key=x&certificates=" + encoded(pem));
        assertEquals("pveproxy-ssl.pem", api.list(NODE + "/certificates/info").get(1).get("filename"));
        assertEquals("Custom certificate exists but 'force' is not set.",
                api.errors("POST", NODE + "/certificates/custom", "certificates=" + encoded(pem)).get("force"));
        api.data("DELETE", NODE + "/certificates/custom", "");
        assertEquals(1, api.list(NODE + "/certificates/info").size());
    }

    @Test
    void templatesAreFetchedFromTheList(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String template = String.valueOf(api.list(NODE + "/aplinfo").getFirst().get("template"));
        assertEquals("OK", api.finish("POST", NODE + "/aplinfo", "storage=local&template=" + template));
        assertTrue(api.list(NODE + "/storage/local/content?content=vztmpl").stream()
                .anyMatch(row -> row.get("volid").equals("local:vztmpl/" + template)));
        assertEquals("no such template",
                api.errors("POST", NODE + "/aplinfo", "storage=local&template=nope").get("template"));
    }

    @Test
    void historyHasThePointsOfItsVersion() throws Exception {
        try (Simulator old = Simulator.builder().profile("8.4").start();
                Simulator recent = Simulator.builder().profile("9.2").start()) {
            assertEquals(70, new Api(old).list(NODE + "/rrddata?timeframe=hour").size());
            List<Map<String, Object>> points = new Api(recent).list(NODE + "/rrddata?timeframe=hour");
            assertEquals(60, points.size());
            assertTrue(points.getLast().containsKey("pressurecpusome"));
        }
    }
}
