package io.github.proxmoxtools.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    private Path config;

    private final Map<String, String> flags = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private Path write(String name, String text) throws IOException {
        Path file = config.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Settings read() {
        return Settings.read(new SettingsSources(flags, environment, config));
    }

    private String value(SettingKey key) {
        return read().get(key).map(Setting::value).orElse("");
    }

    private List<String> problems() {
        return assertThrows(SettingsException.class, () -> read().toClientBuilder()).messages();
    }

    private void useToken() {
        environment.put("PROXMOX_TOKEN_ID", "ci@pve!test");
        environment.put("PROXMOX_TOKEN_SECRET", "hush");
    }

    @Test
    void readsTheFileFormat() {
        EnvFile file = EnvFile.parse(Path.of("x"), "\uFEFF# comment\r\nA=1\r\nexport B = 'two # $A' # c\nC=\"x\\n\"\n\n"
                + "D=plain # comment\nE=a#b\nF=\n  G=${A}\n");
        assertEquals(Map.of("A", "1", "B", "two # $A", "C", "x\\n", "D", "plain", "E", "a#b", "F", "", "G", "${A}"),
                file.values());
    }

    @Test
    void whatNobodyFilledInIsNotSet() {
        useToken();
        environment.put("PROXMOX_HOST", "pve1");
        environment.put("PROXMOX_FINGERPRINT", "${user_config.fingerprint}");
        environment.put("PROXMOX_USERNAME", "");
        environment.put("PROXMOX_TIMEOUT_MS", "${user_config.timeout}");
        environment.put("PROXMOX_PASSWORD", "a${user_config.b}");
        Settings settings = read();
        assertEquals(Optional.empty(), settings.get(SettingKey.PROXMOX_FINGERPRINT));
        assertEquals(Optional.empty(), settings.get(SettingKey.PROXMOX_USERNAME));
        assertEquals("30000", value(SettingKey.PROXMOX_TIMEOUT_MS));
        assertEquals("a${user_config.b}", value(SettingKey.PROXMOX_PASSWORD), "only a whole value is a blank");
        settings.toClientBuilder();
    }

    @Test
    void namesTheLineThatIsWrong() {
        assertEquals("x line 2: expected KEY=VALUE, a comment or nothing", assertThrows(SettingsException.class,
                () -> EnvFile.parse(Path.of("x"), "A=1\nsecret without key\n")).getMessage());
    }

    @Test
    void flagsComeBeforeContextBeforeFileBeforeEnvironmentBeforeDefaults() throws IOException {
        SettingKey key = SettingKey.PROXMOX_TIMEOUT_MS;
        assertEquals(new Setting(key, "30000", "default", false, List.of()), read().get(key).orElseThrow());
        environment.put(key.name(), "1");
        assertEquals("1", value(key));
        Path file = write("proxmox-tools/.env", "PROXMOX_TIMEOUT_MS=2\nPROXMOX_CONTEXT=lab\n");
        Path context = write("proxmox-tools/contexts/lab.env", "");
        assertEquals("2", value(key));
        Files.writeString(context, "PROXMOX_TIMEOUT_MS=3\n");
        assertEquals(new Setting(key, "3", "context lab " + context, false, List.of("file " + file, "environment")),
                read().get(key).orElseThrow());
        flags.put(key.name(), "4");
        assertEquals("4", value(key));
    }

    @Test
    void readsTheFirstFileThatExistsAndNeverBoth() throws IOException {
        write("pi-proxmox/.env", "PROXMOX_PORT=1\nPROXMOX_HOST=old\n");
        assertEquals("old", value(SettingKey.PROXMOX_HOST));
        write("proxmox-tools/.env", "PROXMOX_PORT=2\n");
        assertEquals("", value(SettingKey.PROXMOX_HOST));
        assertEquals("2", value(SettingKey.PROXMOX_PORT));
    }

    @Test
    void warnsOfShadowedVariablesOnly() throws IOException {
        environment.put("PROXMOX_PORT", "1");
        environment.put("PROXMOX_TIMEOUT_MS", "5");
        Path file = write("proxmox-tools/.env", "PROXMOX_PORT=2\n");
        flags.put("PROXMOX_TIMEOUT_MS", "6");
        assertEquals(List.of("PROXMOX_PORT of the environment is not used: file " + file + " comes first"),
                read().warnings());
    }

    private Path twoContexts() throws IOException {
        useToken();
        write("proxmox-tools/contexts/lab.env", "PROXMOX_HOST=lab\n");
        write("proxmox-tools/contexts/demo.env", "PROXMOX_HOST=demo\n");
        return write("proxmox-tools/.env", "PROXMOX_CONTEXT=demo\n");
    }

    @Test
    void anotherContextInTheEnvironmentIsRefused() throws IOException {
        Path file = twoContexts();
        environment.put("PROXMOX_CONTEXT", "lab");
        environment.put("PROXMOX_CREDENTIAL_COMMAND", "touch " + config.resolve("ran"));
        environment.remove("PROXMOX_TOKEN_SECRET");
        String message = "PROXMOX_CONTEXT is 'lab' in the environment, and 'demo' in file " + file
                + ", which comes first: say "
                + "which is meant with --context lab or --context demo, or unset the variable";
        Settings settings = read();
        assertEquals(message, assertThrows(SettingsException.class, settings::requireAgreement).getMessage());
        assertEquals(List.of(message),
                assertThrows(SettingsException.class, () -> settings.withCredentials(told -> {
                })).messages());
        assertFalse(Files.exists(config.resolve("ran")), "no command is run for it");
        assertEquals(message, assertThrows(SettingsException.class, settings::toClientBuilder).messages().getFirst());
    }

    @Test
    void whatAContextSaysOfContextsIsNotTheOneInUse() throws IOException {
        twoContexts();
        write("proxmox-tools/contexts/demo.env", "PROXMOX_HOST=demo\nPROXMOX_CONTEXT=lab\n");
        environment.put("PROXMOX_CONTEXT", "lab");
        assertThrows(SettingsException.class, () -> read().requireAgreement());
        environment.put("PROXMOX_CONTEXT", "demo");
        read().requireAgreement();
    }

    @Test
    void aFlagSettlesWhichContextIsMeant() throws IOException {
        twoContexts();
        environment.put("PROXMOX_CONTEXT", "lab");
        flags.put("PROXMOX_CONTEXT", "lab");
        read().toClientBuilder();
        assertEquals("lab", value(SettingKey.PROXMOX_HOST));
        flags.remove("PROXMOX_CONTEXT");
        flags.put("PROXMOX_HOST", "other");
        read().toClientBuilder();
        flags.remove("PROXMOX_HOST");
        environment.put("PROXMOX_CONTEXT", " demo ");
        read().toClientBuilder();
        environment.put("PROXMOX_CONTEXT", "");
        read().toClientBuilder();
    }

    @Test
    void warnsOfNamesInFilesThatAreNoSettings() throws IOException {
        environment.put("PROXMOX_TOKN_ID", "of another program");
        assertEquals(List.of(), read().warnings());
        Path file = write("proxmox-tools/.env",
                "PROXMOX_TOKN_ID=a@pve!b\nPROXMOX_ADUIT_LOG=/x\nPROXMOX_COLOUR_OF_IT=1\n"
                        + "HTTP_PROXY=x\nPROXMOX_CONTEXT=lab\n");
        Path context = write("proxmox-tools/contexts/lab.env", "PROXMOX_TOKENSECRET=hush\n");
        assertEquals(List.of(
                file + " sets PROXMOX_TOKN_ID, and there is no such setting: did you mean PROXMOX_TOKEN_ID?",
                file + " sets PROXMOX_ADUIT_LOG, and there is no such setting: did you mean PROXMOX_AUDIT_LOG?",
                file + " sets PROXMOX_COLOUR_OF_IT, and there is no such setting",
                context + " sets PROXMOX_TOKENSECRET, and there is no such setting: did you mean PROXMOX_TOKEN_SECRET?"),
                read().warnings());
    }

    @Test
    void theFileThatTheEarlierPackageMadeIsUnderstood() throws IOException {
        write("pi-proxmox/.env", "PROXMOX_HOST=a\nPROXMOX_PORT=8006\nPROXMOX_VERIFY_SSL=false\nPROXMOX_API_TOKEN=\n"
                + "PROXMOX_TOKEN_ID=a@pam!b\nPROXMOX_TOKEN_SECRET=x\nPROXMOX_USERNAME=a@pam\nPROXMOX_PASSWORD=\n"
                + "PROXMOX_TIMEOUT_MS=30000\nPROXMOX_TOOL_TIMEOUT_MS=30000\n");
        assertEquals(List.of(), read().warnings());
    }

    @Test
    void whereNoHostIsSetTheContextsAreNamed() throws IOException {
        useToken();
        write("proxmox-tools/contexts/lab.env", "PROXMOX_HOST=lab\n");
        write("proxmox-tools/contexts/attic.env", "PROXMOX_HOST=attic\n");
        assertTrue(problems().getFirst().endsWith("; or say with --context which one is meant of attic, lab"),
                problems().getFirst());
        flags.put("PROXMOX_CONTEXT", "lab");
        read().toClientBuilder();
    }

    @Test
    void warnsOfSecretsThatOthersCanRead() throws IOException {
        Path file = write("proxmox-tools/.env", "PROXMOX_TOKEN_SECRET=hush\n");
        assertEquals(List.of(), read().warnings());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(List.of(file + " holds secrets and can be read by others: chmod 600 " + file),
                read().warnings());
        Files.writeString(file, "PROXMOX_PORT=1\n");
        assertEquals(List.of(), read().warnings());
    }

    @Test
    void refusesContextsThatAreMissingOrNoNames() {
        flags.put("PROXMOX_CONTEXT", "lab");
        assertEquals("there is no context 'lab': " + config.resolve("proxmox-tools/contexts/lab.env")
                + " does not exist", assertThrows(SettingsException.class, this::read).getMessage());
        flags.put("PROXMOX_CONTEXT", "../lab");
        assertTrue(assertThrows(SettingsException.class, this::read).getMessage().contains("not '../lab'"));
    }

    @Test
    void sendsCredentialsOnlyToTheHostOfTheirSource() throws IOException {
        Path file = write("proxmox-tools/.env",
                "PROXMOX_HOST=a\nPROXMOX_TOKEN_ID=ci@pve!test\nPROXMOX_TOKEN_SECRET=hush\n");
        flags.put("PROXMOX_HOST", "b");
        assertEquals(
                "PROXMOX_TOKEN_ID, PROXMOX_TOKEN_SECRET (file " + file + ") belong to a and are not sent to b:"
                        + " give credentials for that host where it is named, or name no host beside those",
                assertThrows(SettingsException.class, this::read).getMessage());
        flags.put("PROXMOX_HOST", "https://A:8006/");
        assertEquals("hush", value(SettingKey.PROXMOX_TOKEN_SECRET));
    }

    @Test
    void aContextBringsItsOwnCredentials() throws IOException {
        write("proxmox-tools/.env", "PROXMOX_HOST=a\nPROXMOX_API_TOKEN=ci@pve!test=hush\nPROXMOX_CONTEXT=lab\n");
        write("proxmox-tools/contexts/lab.env", "PROXMOX_HOST=b\nPROXMOX_USERNAME=root@pam\nPROXMOX_PASSWORD=p\n");
        assertEquals("", value(SettingKey.PROXMOX_API_TOKEN));
        assertEquals("b:8006", read().toClientBuilder().build().describeTarget());
    }

    @Test
    void aUserOfAStrongerSourceIsNotMixedWithATokenOfAWeakerOne() {
        useToken();
        flags.put("PROXMOX_USERNAME", "root@pam");
        flags.put("PROXMOX_PASSWORD", "p");
        flags.put("PROXMOX_HOST", "a");
        assertEquals("ProxmoxClient[a:8006, user root@pam]", read().toClientBuilder().build().toString());
    }

    @Test
    void makesAClient() {
        useToken();
        environment.put("PROXMOX_HOST", "pve1, [2001:db8::1]:443");
        environment.put("PROXMOX_PORT", "8007");
        assertEquals("pve1:8007, [2001:db8::1]:443", read().toClientBuilder().build().describeTarget());
    }

    @Test
    void saysEverythingThatIsMissingAtOnce() {
        assertEquals(
                List.of("PROXMOX_HOST is not set: give the name or address of a server, for example pve1.example.com",
                        "no credentials are set: give PROXMOX_TOKEN_ID and PROXMOX_TOKEN_SECRET, or PROXMOX_USERNAME and"
                                + " PROXMOX_PASSWORD"),
                problems());
    }

    @Test
    void saysWhichHalfOfTheCredentialsIsMissing() {
        environment.put("PROXMOX_HOST", "a");
        environment.put("PROXMOX_TOKEN_ID", "ci@pve!test");
        assertEquals(List.of("PROXMOX_TOKEN_SECRET is not set, but PROXMOX_TOKEN_ID (environment) is: give the secret"
                + " that was shown when the token was made"), problems());
        environment.clear();
        environment.put("PROXMOX_HOST", "a");
        environment.put("PROXMOX_TOKEN_SECRET", "hush");
        assertEquals(List.of("PROXMOX_TOKEN_ID is not set, but PROXMOX_TOKEN_SECRET (environment) is: give"
                + " USER@REALM!NAME, for example automation@pve!ci"), problems());
    }

    @Test
    void saysWhatWouldBeRight() {
        useToken();
        environment.putAll(Map.of("PROXMOX_HOST", "a b/c", "PROXMOX_PORT", "8006", "PROXMOX_TOKEN_ID", "root@pam",
                "PROXMOX_VERIFY_SSL", "maybe", "PROXMOX_TIMEOUT_MS", "30s", "PROXMOX_TOOL_TIMEOUT_MS", "0"));
        List<String> problems = problems();
        assertTrue(problems.get(0).startsWith("PROXMOX_HOST=a b/c (environment): not a host"), problems::toString);
        assertEquals("PROXMOX_TOKEN_ID=root@pam (environment): a token id is USER@REALM!NAME, for example"
                + " automation@pve!ci", problems.get(1));
        assertEquals("PROXMOX_VERIFY_SSL=maybe (environment): say true or false", problems.get(2));
        assertEquals("PROXMOX_TIMEOUT_MS=30s (environment): say milliseconds, 1 to 86400000", problems.get(3));
        assertEquals("PROXMOX_TOOL_TIMEOUT_MS=0 (environment): say milliseconds, 1 to 86400000", problems.get(4));
        assertEquals(5, problems.size());
    }

    @Test
    void neverShowsSecrets() {
        environment.put("PROXMOX_HOST", "a");
        environment.put("PROXMOX_API_TOKEN", "hush-hush");
        assertFalse(problems().toString().contains("hush"), () -> problems().toString());
        assertFalse(read().toString().contains("hush"));
        assertEquals("***", read().explain().stream().filter(Setting::secret).findFirst().orElseThrow().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci@pve!test=hush=hush", "PVEAPIToken=ci@pve!test=hush=hush"})
    void knowsIdAndSecretOfATokenInOneSetting(String whole) {
        environment.put("PROXMOX_API_TOKEN", whole);
        environment.put("PROXMOX_USERNAME", "root@pam");
        environment.put("PROXMOX_PASSWORD", "pass=word");
        assertEquals(Optional.of("ci@pve!test"), read().login());
        assertEquals(Set.of(whole, "hush=hush", "pass=word"), read().secretValues());
    }

    @Test
    void whoLogsInIsTheTokenElseTheUser() {
        assertEquals(Optional.empty(), read().login());
        environment.put("PROXMOX_USERNAME", "root@pam");
        assertEquals(Optional.of("root@pam"), read().login());
        environment.put("PROXMOX_TOKEN_ID", "ci@pve!test");
        assertEquals(Optional.of("ci@pve!test"), read().login());
    }

    @Test
    void knowsWhetherTheToolTimeoutWasSet() {
        assertEquals(Optional.empty(), read().toolTimeout());
        environment.put("PROXMOX_TOOL_TIMEOUT_MS", "1500");
        assertEquals(Optional.of(Duration.ofMillis(1500)), read().toolTimeout());
    }

    @Test
    void aPasswordBesideATokenIsForWhatTokensCannotDo() {
        useToken();
        environment.put("PROXMOX_HOST", "pve1");
        environment.put("PROXMOX_USERNAME", "root@pam");
        try (var client = read().toClientBuilder().build()) {
            assertTrue(client.toString().endsWith("token ci@pve!test]"), client::toString);
        }
        environment.put("PROXMOX_PASSWORD", "hush");
        try (var client = read().toClientBuilder().build()) {
            assertTrue(client.toString().endsWith("token ci@pve!test with the password of user root@pam]"),
                    client::toString);
        }
    }

    @Test
    void anAuditLogIsAnAbsolutePath() {
        useToken();
        environment.put("PROXMOX_HOST", "pve1");
        assertEquals(Optional.empty(), read().auditLog());
        environment.put("PROXMOX_AUDIT_LOG", "/var/log/proxmox/audit.jsonl");
        assertEquals(Optional.of(Path.of("/var/log/proxmox/audit.jsonl")), read().auditLog());
        assertTrue(
                read().explain().toString().contains("PROXMOX_AUDIT_LOG=/var/log/proxmox/audit.jsonl (environment)"));
        environment.put("PROXMOX_AUDIT_LOG", "audit.jsonl");
        assertEquals(
                List.of("PROXMOX_AUDIT_LOG=audit.jsonl (environment): say an absolute path, so that it is one file "
                        + "wherever the program is started"),
                problems());
    }

    @Test
    void membersAreLearnedUnlessSwitchedOff() {
        assertEquals("true", value(SettingKey.PROXMOX_LEARN_MEMBERS));
        useToken();
        environment.put("PROXMOX_HOST", "pve1");
        environment.put("PROXMOX_LEARN_MEMBERS", "perhaps");
        assertEquals(List.of("PROXMOX_LEARN_MEMBERS=perhaps (environment): say true or false"), problems());
    }

    @Test
    void rememberedMembersAreOfTheSameHostsAndTrust() throws IOException {
        useToken();
        environment.put("PROXMOX_HOST", "pve1");
        String pin = "AB:".repeat(31) + "AB";
        write("proxmox-tools/.env", "PROXMOX_FINGERPRINT=" + pin + "\n");
        write("proxmox-tools/members", "pve1:8006=" + pin + "\tpve2\t192.0.2.2:8006\t" + pin + "\n");
        try (var client = read().toClientBuilder().build()) {
            assertEquals(List.of("pve2"), client.members().stream().map(Member::node).toList());
        }
        environment.put("PROXMOX_PORT", "8007");
        try (var client = read().toClientBuilder().build()) {
            assertEquals(List.of(), client.members());
        }
    }
}
