package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.tools.audit.AuditVerification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First contact with a server over TLS. */
class InitCommandTest {
    private static final String SECRET = "01234567-89ab-cdef-0123-456789abcdef";

    @TempDir
    private Path folder;

    @AutoClose
    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(folder.resolve("config"));
    }

    private String value(SettingKey key) {
        return bench.settings().get(key).map(Setting::value).orElse("");
    }

    private String secretFile(String secret) throws IOException {
        return Files.writeString(folder.resolve("secret"), secret + "\n").toString();
    }

    private String[] scripted(String... more) {
        String[] all = {"init", "--host", bench.host(), "--token-id", bench.simulator.adminTokenId(),
                "--token-secret-stdin"};
        String[] line = new String[all.length + more.length];
        System.arraycopy(all, 0, line, 0, all.length);
        System.arraycopy(more, 0, line, all.length, more.length);
        return line;
    }

    @Test
    void asksPinsLogsInAndWrites() throws IOException {
        bench.answering(bench.host(), "y", "1", bench.simulator.adminTokenId(), bench.simulator.adminTokenSecret());
        assertEquals(0, bench.run("init"), bench.shown());
        assertTrue(bench.terminal.err().contains("SHA-256   " + bench.pin()), bench.terminal.err());
        assertTrue(bench.terminal.err().contains("subject   CN=pve1"), bench.terminal.err());
        assertTrue(bench.terminal.err().contains("days left)"), bench.terminal.err());
        assertTrue(bench.terminal.err().contains("trusted   no: no authority that is known here has signed it\n"),
                bench.terminal.err());
        assertEquals(bench.pin(), value(SettingKey.PROXMOX_FINGERPRINT));
        assertEquals(bench.simulator.adminTokenSecret(), value(SettingKey.PROXMOX_TOKEN_SECRET));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(bench.file(".env"))));
        assertTrue(bench.terminal.out().matches("(?s).*toolset vm +\\d+ of \\d+ tools may run.*"),
                bench.terminal.out());
        assertFalse(bench.shown().contains(bench.simulator.adminTokenSecret()), bench.shown());
    }

    @Test
    void nothingIsSentBeforeTheCertificateIsAccepted() {
        bench.answering(bench.host(), "n");
        assertEquals(11, bench.run("init"), bench.shown());
        assertEquals(0, bench.simulator.requests().size());
        assertFalse(Files.exists(bench.file(".env")));
    }

    @Test
    void aWrongFingerprintIsRefusedBeforeTheSecretTravels() {
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(7, bench.run(scripted("--fingerprint", "AA:".repeat(31) + "AA")), bench.shown());
        assertTrue(bench.terminal.err().contains("not the one that --fingerprint names"), bench.terminal.err());
        assertEquals(0, bench.simulator.requests().size());
        assertFalse(Files.exists(bench.file(".env")));
    }

    @Test
    void worksWithoutATerminal() throws IOException {
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(0, bench.run(scripted("--fingerprint", bench.pin(), "-o", "json")), bench.shown());
        assertTrue(bench.terminal.out().contains("\"what\" : \"version\""), bench.terminal.out());
        assertTrue(bench.text(".env").contains("PROXMOX_TOKEN_SECRET=" + bench.simulator.adminTokenSecret()));
        bench.piping();
        assertEquals(0, bench.run("vm", "list"), bench.shown());
    }

    @Test
    void withoutATerminalItSaysWhatIsMissing() {
        assertEquals(2, bench.run("init"));
        assertTrue(bench.terminal.err().contains("--host HOST; --token-id USER@REALM!NAME with --token-secret-file"),
                bench.terminal.err());
        bench.piping();
        assertEquals(2, bench.run("init", "--host", bench.host(), "--username", "root@pam"));
        assertTrue(bench.terminal.err().contains("missing: --password-file FILE or --password-stdin"),
                bench.terminal.err());
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(7, bench.run(scripted()), bench.shown());
        assertTrue(bench.terminal.err().contains("--fingerprint " + bench.pin()), bench.terminal.err());
        assertEquals(0, bench.simulator.requests().size());
    }

    @Test
    void secretsAreNotTakenFromTheCommandLine() {
        assertEquals(2, bench.run(scripted("--token-secret", SECRET)));
        assertFalse(bench.shown().contains(SECRET), bench.shown());
        assertEquals(2, bench.run(scripted("--password", SECRET)));
    }

    @Test
    void anExistingFileIsNotReplacedWithoutAQuestion() throws IOException {
        bench.write(".env", "# mine\nPROXMOX_HOST=old.example.com\nPROXMOX_TOOL_TIMEOUT_MS=1000\n");
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(11, bench.run(scripted("--accept-fingerprint")), bench.shown());
        assertTrue(bench.terminal.err().contains("has settings already, for old.example.com"), bench.terminal.err());
        bench.answering("n");
        assertEquals(11, bench.run("init"), bench.shown());
        assertEquals(0, bench.simulator.requests().size());
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(0, bench.run(scripted("--accept-fingerprint", "--yes")), bench.shown());
        assertTrue(bench.text(".env").startsWith("# mine\nPROXMOX_TOOL_TIMEOUT_MS=1000\n"), bench.text(".env"));
        assertEquals(bench.host(), value(SettingKey.PROXMOX_HOST));
    }

    @Test
    void aPasswordWithASecondFactorBecomesAToken() throws Exception {
        bench.simulator.state().addUser("alice@pve", "correct horse").requireTotp("alice@pve", "abc")
                .grant("/", "alice@pve", "Administrator");
        String code = OneTimeCode.of("abc", bench.simulator.clock().instant());
        bench.answering("y", "2", "alice@pve", "correct horse", code, "", "1", "");
        assertEquals(0, bench.run("init", "--host", bench.host()), bench.shown());
        assertEquals("alice@pve!automation", value(SettingKey.PROXMOX_TOKEN_ID));
        assertEquals("", value(SettingKey.PROXMOX_PASSWORD));
        assertEquals("", value(SettingKey.PROXMOX_OTP));
        assertFalse(bench.text(".env").contains("correct horse"), bench.text(".env"));
        assertTrue(bench.terminal.out().contains("35 lack privileges"),
                "a separated token has no rights: " + bench.terminal.out());
        assertFalse(bench.simulator.requests().stream().anyMatch(request -> request.path().endsWith("/access/acl")),
                "no rights are given unless they were asked for");
    }

    @Test
    void aTokenThatLooksIsGivenItsRoleWhenThatIsChosen() throws IOException {
        Path log = folder.toRealPath().resolve("audit.jsonl");
        bench.environment.put(SettingKey.PROXMOX_AUDIT_LOG.name(), log.toString());
        bench.answering("y", "2", "root@pam", bench.simulator.password(), "y", "2", "");
        assertEquals(0, bench.run("init", "--host", bench.host()), bench.shown());
        assertTrue(bench.simulator.requests().stream().anyMatch(request -> request.path().endsWith("/access/acl")));
        assertEquals(2, Files.readString(log).split("\"record\":\"intent\"", -1).length - 1,
                "the token, and its rights");
        assertTrue(AuditVerification.of(log).holds());
        bench.answering();
        assertEquals(0, bench.run("vm", "list"), bench.shown());
        assertTrue(bench.terminal.out().contains("web-01"), bench.shown());
    }

    @Test
    void aNameThatIsTakenIsAskedForAgain() {
        bench.simulator.state().addToken("root@pam", "automation", SECRET, true);
        bench.answering("y", "2", "root@pam", bench.simulator.password(), "y", "1", "", "second");
        assertEquals(0, bench.run("init", "--host", bench.host()), bench.shown());
        assertEquals("root@pam!second", value(SettingKey.PROXMOX_TOKEN_ID));
    }

    @Test
    void aNameThatIsTakenIsNotOfferedAgain() {
        bench.simulator.state().addToken("root@pam", "automation", SECRET, true)
                .addToken("root@pam", "automation-2", SECRET, true);
        bench.answering("y", "2", "root@pam", bench.simulator.password(), "y", "1", "", "", "");
        assertEquals(0, bench.run("init", "--host", bench.host()), bench.shown());
        assertEquals("root@pam!automation-3", value(SettingKey.PROXMOX_TOKEN_ID));
    }

    @Test
    void noTokenIsMadeWhereItsSecretCannotBeKept() throws IOException {
        Files.createDirectories(bench.config);
        Files.writeString(bench.config.resolve("proxmox-tools"), "a file where the folder should be");
        bench.piping(bench.simulator.password());
        assertEquals(2, bench.run("init", "--host", bench.host(), "--accept-fingerprint", "--username", "root@pam",
                "--password-stdin", "--create-token", "ci"), bench.shown());
        assertTrue(bench.err().contains("cannot write " + bench.file(".env")), bench.err());
        assertEquals(0, bench.simulator.requests().size());
    }

    @Test
    void nothingIsAskedAfterTheTokenIsMade() {
        bench.answering("y", "2", "root@pam", bench.simulator.password());
        assertEquals(2, bench.run("init", "--host", bench.host(), "--context", "lab", "--create-token", "ci"),
                bench.shown());
        assertTrue(bench.err().contains("nothing was written"), bench.err());
        assertFalse(bench.simulator.requests().stream().anyMatch(request -> request.path().contains("/token/")),
                bench.simulator.requests()::toString);
        assertFalse(Files.exists(bench.file("contexts/lab.env")));
        bench.answering("y", "2", "root@pam", bench.simulator.password(), "y");
        assertEquals(0, bench.run("init", "--host", bench.host(), "--context", "lab", "--create-token", "ci"),
                bench.shown());
        assertTrue(bench.err().contains("Try it: proxmox doctor\n"), bench.err());
        bench.answering("y", "y", "1", bench.simulator.adminTokenId(), bench.simulator.adminTokenSecret(), "n");
        assertEquals(0, bench.run("init", "--host", bench.host(), "--context", "attic"), bench.shown());
        assertTrue(bench.err().contains("Try it: proxmox --context attic doctor\n"), bench.err());
    }

    @Test
    void membersAreNotLearnedThroughATunnel() throws IOException {
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(0, bench.run(scripted("--fingerprint", bench.pin())), bench.shown());
        assertTrue(bench.text(".env").contains("PROXMOX_LEARN_MEMBERS=false\n"), bench.text(".env"));
        assertTrue(bench.err().contains("PROXMOX_LEARN_MEMBERS=false is written"), bench.err());
    }

    @Test
    void theSecondFactorComesFromTheEnvironmentWhereNobodyCanBeAsked() throws Exception {
        bench.simulator.state().addUser("alice@pve", "correct horse").requireTotp("alice@pve", "abc");
        String[] line = {"init", "--host", bench.host(), "--accept-fingerprint", "--username", "alice@pve",
                "--password-file", secretFile("correct horse"), "--create-token", "ci"};
        assertEquals(3, bench.run(line), bench.shown());
        assertTrue(bench.terminal.err().contains("second factor"), bench.terminal.err());
        assertFalse(Files.exists(bench.file(".env")));
        bench.environment.put("PROXMOX_OTP", OneTimeCode.of("abc", bench.simulator.clock().instant()));
        bench.piping();
        assertEquals(0, bench.run(line), bench.shown());
        assertTrue(bench.text(".env").contains("PROXMOX_TOKEN_ID=alice@pve!ci"), bench.text(".env"));
        assertFalse(bench.text(".env").contains("PROXMOX_OTP"), bench.text(".env"));
    }

    @Test
    void aPasswordIsWrittenOnlyIfThatIsChosen() throws IOException {
        bench.answering("y", "2", "root@pam", bench.simulator.password(), "n", "n");
        assertEquals(0, bench.run("init", "--host", bench.host()), bench.shown());
        assertEquals("", value(SettingKey.PROXMOX_PASSWORD));
        assertTrue(bench.terminal.err().contains("The password is not written"), bench.terminal.err());
        bench.piping(bench.simulator.password());
        assertEquals(0, bench.run("init", "--host", bench.host(), "--accept-fingerprint", "--username", "root@pam",
                "--password-stdin", "--store-password", "--yes"), bench.shown());
        assertEquals(bench.simulator.password(), value(SettingKey.PROXMOX_PASSWORD));
    }

    @Test
    void aRefusedLoginIsAskedForAgainAndWritesNothing() {
        bench.answering("y", "1", "root@pam!wrong", SECRET, "1", bench.simulator.adminTokenId(),
                bench.simulator.adminTokenSecret());
        assertEquals(0, bench.run("init", "--host", bench.host()), bench.shown());
        assertEquals(bench.simulator.adminTokenId(), value(SettingKey.PROXMOX_TOKEN_ID));
        bench.piping(SECRET);
        assertEquals(3, bench.run(scripted("--fingerprint", bench.pin(), "--context", "lab")), bench.shown());
        assertFalse(Files.exists(bench.file("contexts/lab.env")));
    }

    @Test
    void aContextIsWrittenAndUsed() throws IOException {
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(0, bench.run(scripted("--fingerprint", bench.pin(), "--context", "lab", "--use")), bench.shown());
        assertTrue(bench.text("contexts/lab.env").contains("PROXMOX_HOST=" + bench.host()));
        assertEquals(Optional.of("lab"), bench.settings().get(SettingKey.PROXMOX_CONTEXT).map(Setting::value));
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(2, bench.run(scripted("--fingerprint", bench.pin(), "--context", "../lab")), bench.shown());
        assertTrue(bench.terminal.err().contains("'../lab'"), bench.terminal.err());
    }

    @Test
    void whoDoesNotAnswerIsUnreachable() throws IOException {
        int free;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        bench.piping(SECRET);
        assertEquals(7, bench.run("init", "--host", "127.0.0.1:" + free, "--token-id", "a@pve!b",
                "--token-secret-stdin", "--accept-fingerprint"), bench.shown());
        assertFalse(Files.exists(bench.file(".env")));
    }

    @Test
    void anEndOfInputWritesNothing() {
        bench.answering(bench.host(), "y", "1");
        assertEquals(2, bench.run("init"), bench.shown());
        assertTrue(bench.terminal.err().contains("The input ended"), bench.terminal.err());
        assertFalse(Files.exists(bench.file(".env")));
    }
}
