package io.github.proxmoxtools.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialTest {
    @TempDir
    private Path config;

    private final Map<String, String> environment = new HashMap<>(Map.of("PROXMOX_HOST", "pve1"));
    private final List<String> told = new ArrayList<>();

    private Settings read() {
        return Settings.read(new SettingsSources(Map.of(), environment, config)).withCredentials(told::add);
    }

    private String refusal() {
        return assertThrows(SettingsException.class, this::read).getMessage();
    }

    private String value(SettingKey key) {
        return read().get(key).map(Setting::value).orElse("");
    }

    private Path write(String name, String text, String permissions) throws IOException {
        Path file = config.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private void command(String script) {
        environment.put("PROXMOX_CREDENTIAL_COMMAND", "sh -c '" + script + "'");
    }

    private void token() {
        environment.put("PROXMOX_TOKEN_ID", "ci@pve!test");
    }

    @Test
    void theFirstLineOfAFileIsTheSecret() throws IOException {
        token();
        Path file = write("secret", "hush\nmore\n", "rw-------");
        environment.put("PROXMOX_TOKEN_SECRET_FILE", file.toString());
        Settings settings = read();
        assertEquals("hush", settings.get(SettingKey.PROXMOX_TOKEN_SECRET).orElseThrow().value());
        assertEquals("PROXMOX_TOKEN_SECRET_FILE of environment",
                settings.get(SettingKey.PROXMOX_TOKEN_SECRET).orElseThrow().origin());
        assertTrue(settings.secretFiles().contains(file), settings.secretFiles().toString());
        assertFalse(settings.toString().contains("hush"));
        settings.toClientBuilder();
    }

    @Test
    void aPasswordKeepsItsBlanks() throws IOException {
        environment.put("PROXMOX_USERNAME", "root@pam");
        environment.put("PROXMOX_PASSWORD_FILE", write("secret", " a b \n", "rw-------").toString());
        assertEquals(" a b ", value(SettingKey.PROXMOX_PASSWORD));
    }

    @Test
    void aFileThatIsNoSecretIsRefused() throws IOException {
        token();
        environment.put("PROXMOX_TOKEN_SECRET_FILE", "secret");
        assertTrue(refusal().contains("give the absolute path"), refusal());
        environment.put("PROXMOX_TOKEN_SECRET_FILE", config.resolve("gone").toString());
        assertTrue(refusal().contains("no such file"), refusal());
        environment.put("PROXMOX_TOKEN_SECRET_FILE", write("empty", "\nhush\n", "rw-------").toString());
        assertTrue(refusal().contains("first line is empty"), refusal());
    }

    @Test
    void aFileThatOthersCanReadIsWarnedOf() throws IOException {
        token();
        Path file = write("secret", "hush\n", "rw-r-----");
        environment.put("PROXMOX_TOKEN_SECRET_FILE", file.toString());
        assertEquals(List.of(file + " holds a secret and can be read by others: chmod 600 " + file),
                read().warnings());
    }

    @Test
    void aCommandPrintsTheSecretAndSpeaksToTheUser() {
        token();
        command("echo hush; echo more; echo unlocked >&2");
        assertEquals("hush", value(SettingKey.PROXMOX_TOKEN_SECRET));
        assertEquals(List.of("unlocked"), told);
    }

    @Test
    void aCommandMayPrintPairs() {
        command("echo PROXMOX_TOKEN_ID=ci@pve!test; echo PROXMOX_TOKEN_SECRET=hu$(echo sh)");
        assertEquals("ci@pve!test", value(SettingKey.PROXMOX_TOKEN_ID));
        read().toClientBuilder();
        environment.put("PROXMOX_TOKEN_ID", "other@pve!test");
        assertTrue(refusal().contains("prints another PROXMOX_TOKEN_ID"), refusal());
        assertFalse(refusal().contains("hush"), "what was printed is never shown: " + refusal());
    }

    @Test
    void aCommandMayNotChangeTheHost() {
        token();
        command("echo PROXMOX_HOST=evil; echo PROXMOX_TOKEN_SECRET=x");
        assertTrue(refusal().contains("but not PROXMOX_HOST"), refusal());
    }

    @Test
    void aCommandRunsOnlyWhereASecretIsMissing() {
        Path trace = config.resolve("ran");
        command("touch " + trace + "; echo hush");
        token();
        environment.put("PROXMOX_TOKEN_SECRET", "known");
        assertEquals("known", value(SettingKey.PROXMOX_TOKEN_SECRET));
        assertFalse(Files.exists(trace));
        environment.remove("PROXMOX_TOKEN_SECRET");
        assertEquals("hush", value(SettingKey.PROXMOX_TOKEN_SECRET));
        assertTrue(Files.exists(trace));
    }

    @Test
    void readingSettingsRunsNothing() {
        Path trace = config.resolve("ran");
        command("touch " + trace + "; echo hush");
        token();
        Settings.read(new SettingsSources(Map.of(), environment, config)).explain();
        assertFalse(Files.exists(trace));
    }

    @Test
    void whatACommandDoesWrongIsSaid() {
        token();
        command("echo locked >&2; exit 3");
        assertTrue(refusal().contains("ended with exit code 3"), refusal());
        assertTrue(told.contains("locked"));
        command("true");
        assertTrue(refusal().contains("printed nothing"), refusal());
        environment.put("PROXMOX_CREDENTIAL_COMMAND", "/no/such/program hush");
        assertTrue(refusal().contains("'/no/such/program' cannot be started"), refusal());
        environment.put("PROXMOX_CREDENTIAL_COMMAND", "pass show \"x");
        assertTrue(refusal().contains("is not closed"), refusal());
        environment.remove("PROXMOX_TOKEN_ID");
        command("echo hush");
        assertTrue(refusal().contains("whose is not said"), refusal());
        assertFalse(refusal().replace("echo hush", "").contains("hush"), refusal());
    }

    @Test
    void aCommandThatAsksOrHangsIsEnded() {
        Setting cat = new Setting(SettingKey.PROXMOX_CREDENTIAL_COMMAND, "sleep 60", "flag", false, List.of());
        String message = assertThrows(SettingsException.class,
                () -> new CredentialCommand(cat, told::add, Duration.ofMillis(200)).output()).getMessage();
        assertTrue(message.contains("did not end within"), message);
        Setting asking = new Setting(SettingKey.PROXMOX_CREDENTIAL_COMMAND, "cat", "flag", false, List.of());
        assertEquals("", new CredentialCommand(asking, told::add).output(), "there is no input to wait for");
    }

    @Test
    void whatItLeavesRunningIsNotWaitedFor() {
        token();
        command("sleep 20 >/dev/null & echo hush");
        assertTimeout(Duration.ofSeconds(15), () -> assertEquals("hush", value(SettingKey.PROXMOX_TOKEN_SECRET)));
        command("sleep 20 & exit 3");
        String message = assertTimeout(Duration.ofSeconds(15), this::refusal);
        assertTrue(message.contains("exit code 3"), message);
    }

    @Test
    void wordsAreCutAtBlanksOutsideOfQuotes() {
        assertEquals(List.of("a", "b c", "d'e", "", "f\\g$H"), CredentialCommand.words(new Setting(
                SettingKey.PROXMOX_CREDENTIAL_COMMAND, " a  'b c' \"d'e\" '' f\\g$H ", "flag", false, List.of())));
    }

    @Test
    void aWeakerSourcesSecretIsNotTakenForAStrongerSourcesToken() throws IOException {
        write("proxmox-tools/.env", "PROXMOX_TOKEN_ID=ci@pve!test\nPROXMOX_CREDENTIAL_COMMAND='echo mine'\n",
                "rw-------");
        environment.put("PROXMOX_TOKEN_SECRET", "of another token");
        assertEquals("mine", value(SettingKey.PROXMOX_TOKEN_SECRET));
        write("proxmox-tools/.env", "PROXMOX_TOKEN_ID=ci@pve!test\nPROXMOX_TOKEN_SECRET=given\n"
                + "PROXMOX_TOKEN_SECRET_FILE=/no/file\nPROXMOX_CREDENTIAL_COMMAND='false'\n", "rw-------");
        assertEquals("given", value(SettingKey.PROXMOX_TOKEN_SECRET));
    }

    @Test
    void aCommandOfAFileThatOthersCanChangeIsNotRun() throws IOException {
        write("proxmox-tools/.env", "PROXMOX_CREDENTIAL_COMMAND='echo x'\n", "rw-rw----");
        assertTrue(refusal().contains("others can write to it"), refusal());
    }

    @Test
    void theWayToASecretBelongsToTheHostOfItsSource() throws IOException {
        write("proxmox-tools/.env", "PROXMOX_HOST=a\nPROXMOX_TOKEN_ID=ci@pve!test\n"
                + "PROXMOX_CREDENTIAL_COMMAND='echo hush'\n", "rw-------");
        Map<String, String> flags = Map.of("PROXMOX_HOST", "b");
        String message = assertThrows(SettingsException.class,
                () -> Settings.read(new SettingsSources(flags, Map.of(), config))).getMessage();
        assertTrue(message.contains("belong to a and are not sent to b"), message);
    }
}
