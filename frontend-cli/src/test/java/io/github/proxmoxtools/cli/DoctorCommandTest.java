package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.first.DoctorCommand;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked at, and what is said about it. */
class DoctorCommandTest {
    private static final String SECRET = "01234567-89ab-cdef-0123-456789abcdef";
    private static final Pattern ROLE = Pattern.compile("pveum role add (\\S+) --privs (\\S+)");
    private static final Pattern ACL = Pattern
            .compile("pveum acl modify (\\S+) --roles (\\S+) --(tokens|users) (\\S+)");

    @TempDir
    private Path folder;

    @AutoClose
    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(folder.resolve("config"));
    }

    private int doctor(String... options) {
        bench.piping();
        List<String> line = new ArrayList<>(List.of("doctor"));
        line.addAll(List.of(options));
        return bench.run(line.toArray(String[]::new));
    }

    private void assertSays(String pattern) {
        assertTrue(Pattern.compile(pattern, Pattern.MULTILINE).matcher(bench.terminal.out()).find(),
                () -> pattern + " is not in\n" + bench.shown());
    }

    private void useToken(String user, String name) throws IOException {
        bench.write(".env", bench.admin() + "PROXMOX_TOKEN_ID=" + user + "!" + name + "\nPROXMOX_TOKEN_SECRET=" + SECRET
                + "\n");
    }

    @Test
    void allIsWell() throws IOException {
        bench.write(".env", bench.admin());
        assertEquals(0, doctor(), bench.shown());
        assertSays("^ok +settings +from file ");
        assertSays("^ok +network " + bench.host() + " +answers");
        assertSays("^ok +certificate .* pinned, 7\\d\\d days left");
        assertSays("^ok +login +" + bench.simulator.adminTokenId() + " is accepted");
        assertSays("^ok +version +Proxmox VE 9.2.11 is supported");
        assertSays("^ok +clock +the server's clock agrees");
        assertSays("^ok +toolset vm +36 of 36 tools may run");
        assertSays(
                "^ok +toolset infra +68 of 71 tools may run, 1 not for this login or version, 2 for any path, as far as "
                        + "the path is allowed");
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void settingsThatAreMissingAreTheFirstThing() {
        assertEquals(2, doctor());
        assertSays("^fail +settings +PROXMOX_HOST is not set");
        assertSays("^skip +login +not tried");
    }

    @Test
    void aFileThatOthersCanReadIsWarnedOf() throws IOException {
        Path file = bench.write(".env", bench.admin());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(0, doctor(), bench.shown());
        assertSays("^warn +settings");
        assertSays("chmod 600 " + file);
    }

    @Test
    void aWrongPinNamesWhatIsShown() throws IOException {
        bench.write(".env", bench.admin() + "PROXMOX_FINGERPRINT=" + "AA:".repeat(31) + "AA\n");
        assertEquals(7, doctor());
        assertSays("^fail +certificate .*expected AA:");
        assertSays("set PROXMOX_FINGERPRINT=" + bench.pin());
        assertSays("^skip +login");
        assertEquals(0, bench.simulator.requests().size());
    }

    @Test
    void anUnreachableHostIsNamed() throws IOException {
        int free;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        bench.write(".env", bench.admin() + "PROXMOX_HOST=127.0.0.1:" + free + "\n");
        assertEquals(7, doctor());
        assertSays("^fail +network 127.0.0.1:" + free + " +no connection");
        assertSays("systemctl status pveproxy");
        bench.write(".env", bench.admin() + "PROXMOX_HOST=" + bench.host() + ",127.0.0.1:" + free + "\n");
        assertEquals(0, doctor(), bench.shown());
        assertSays("^warn +network 127.0.0.1:" + free);
    }

    @Test
    void anExpiredTokenIsALoginThatFails() throws IOException {
        bench.simulator.state().addToken("root@pam", "old", SECRET, false);
        admin(client -> client.send(ApiRequest.put(ApiPath.parse("/access/users/root@pam/token/old"),
                Parameter.of("expire", Long.toString(Instant.now().minusSeconds(60).getEpochSecond())))));
        useToken("root@pam", "old");
        assertEquals(3, doctor(), bench.shown());
        assertSays("^fail +login");
        assertSays("pveum user token list root@pam");
        assertSays("^skip +permissions");
        assertFalse(bench.shown().contains(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm", "vm,lxc", "vm --read-only", "infra", "access", "vm,lxc,infra,access",
            "infra --read-only"})
    void whatItPrintsIsEnough(String toolsets) throws IOException {
        String user = "ci@pve";
        bench.simulator.state().addUser(user, "password").addToken(user, "bot", SECRET, true);
        useToken(user, "bot");
        List<String> options = new ArrayList<>(List.of("--toolsets"));
        options.addAll(List.of(toolsets.split(" ")));
        assertEquals(4, doctor(options.toArray(String[]::new)), bench.shown());
        assertSays("^fail +privileges");
        String[] printed = bench.terminal.out().split("A role that is just enough for these tools:");
        assertEquals(2, printed.length, bench.shown());
        admin(client -> type(client, printed[1]));
        assertEquals(0, doctor(options.toArray(String[]::new)), bench.shown());
        assertFalse(bench.terminal.out().contains("lack privileges"), bench.shown());
    }

    @Test
    void aTokenWithoutRightsFailsAndOneWithSomeIsAllowedToBe() throws IOException {
        bench.simulator.state().addUser("ci@pve", "password").addToken("ci@pve", "bot", SECRET, false);
        useToken("ci@pve", "bot");
        assertEquals(4, doctor(), bench.shown());
        assertSays("pveum acl modify /vms --roles proxmox-tools-vms --tokens 'ci@pve!bot'");
        assertSays("pveum acl modify /vms --roles proxmox-tools-vms --users ci@pve");
        bench.simulator.state().grant("/vms", "ci@pve", "PVEVMUser");
        assertEquals(0, doctor(), bench.shown());
        assertSays("^warn +toolset vm +\\d+ of 36 tools may run, \\d+ lack privileges");
    }

    @Test
    void jsonHoldsTheSame() throws IOException {
        bench.write(".env", bench.admin());
        assertEquals(0, doctor("-o", "json", "--toolsets", "lxc"), bench.shown());
        assertSays("\"ok\" : true");
        assertSays("\"check\" : \"toolset lxc\"");
        assertSays("\"role\" : \\[");
        assertFalse(bench.terminal.out().contains("toolset vm"), bench.shown());
    }

    @Test
    void unknownToolsetsAreNamed() {
        assertEquals(2, doctor("--toolsets", "vms"));
        assertTrue(bench.terminal.err().contains("There is no toolset 'vms'"), bench.terminal.err());
    }

    @Test
    void aClockThatIsOffIsSaid() throws IOException {
        bench.write(".env", bench.admin());
        Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
        Here here = new Here(Workbench.CATALOG, new EngineConnector(bench::sources, bench.terminal), bench.terminal,
                new Globals());
        assertEquals(1, new DoctorCommand(slow).run(here, new Given(Map.of())), bench.shown());
        assertSays("^fail +clock +the server's clock is (599|600|601) seconds ahead of this one");
        bench.piping();
        Here again = new Here(Workbench.CATALOG, new EngineConnector(bench::sources, bench.terminal), bench.terminal,
                new Globals());
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(720));
        assertEquals(1, new DoctorCommand(late).run(again, new Given(Map.of())), bench.shown());
        assertSays("^warn +certificate .* pinned, \\d days left");
    }

    @Test
    void theReportTellsNoNames() throws IOException {
        bench.simulator.state().addUser("carol@pve", "password").addToken("carol@pve", "bot", SECRET, false);
        useToken("carol@pve", "bot");
        doctor("--report");
        assertSays("^proxmox +development");
        assertSays("^server +Proxmox VE 9.2.11");
        assertSays("^PROXMOX_HOST +\\(set\\) +file");
        assertSays("network <host-1>");
        assertSays("Read it before you send it");
        for (String name : List.of(SECRET, "127.0.0.1", "carol", "bot'", bench.pin(), folder.toString())) {
            assertFalse(bench.terminal.out().contains(name), () -> name + " is in\n" + bench.terminal.out());
        }
        doctor("--report", "--with-names", "-o", "json");
        assertTrue(bench.terminal.out().contains("carol@pve!bot"), bench.shown());
        assertFalse(bench.terminal.out().contains(SECRET), bench.shown());
    }

    @Test
    void aTokenInOneSettingIsNoNameEither() throws IOException {
        bench.simulator.state().addUser("carol@pve", "password").addToken("carol@pve", "bot", SECRET, false);
        bench.write(".env", bench.admin().replaceAll("PROXMOX_TOKEN_.*\n", "")
                + "PROXMOX_API_TOKEN=PVEAPIToken=carol@pve!bot=" + SECRET + "\n");
        doctor("--report");
        assertSays("^(ok|warn|fail) +login");
        for (String name : List.of(SECRET, "carol", "bot'", "PVEAPIToken")) {
            assertFalse(bench.terminal.out().contains(name), () -> name + " is in\n" + bench.terminal.out());
        }
    }

    private void admin(java.util.function.Consumer<ProxmoxClient> work) {
        try (ProxmoxClient client = ProxmoxClient.builder().host(Host.parse(bench.host()))
                .trust(Trust.Fingerprints.of(bench.pin()))
                .credentials(new Credentials.Password(bench.simulator.username(), bench.simulator.password()))
                .build()) {
            work.accept(client);
        }
    }

    /** Does what an administrator does who types the lines. */
    private static void type(ProxmoxClient client, String lines) {
        Matcher role = ROLE.matcher(lines);
        while (role.find()) {
            client.send(ApiRequest.post(ApiPath.parse("/access/roles"), Parameter.of("roleid", role.group(1)),
                    Parameter.of("privs", role.group(2))));
        }
        Matcher acl = ACL.matcher(lines);
        while (acl.find()) {
            client.send(ApiRequest.put(ApiPath.parse("/access/acl"), Parameter.of("path", acl.group(1)),
                    Parameter.of("roles", acl.group(2)), Parameter.of(acl.group(3), acl.group(4).replace("'", ""))));
        }
    }
}
