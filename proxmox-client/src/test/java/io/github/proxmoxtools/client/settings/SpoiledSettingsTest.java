package io.github.proxmoxtools.client.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a settings file, its reader says what is wrong, and never shows a secret. */
@Timeout(60)
class SpoiledSettingsTest {
    /** Of letters that stand nowhere else, so that every part of it would be seen. */
    private static final String SECRET = "\u00e9\u00f1\u00e9\u00f1\u00e9\u00f1";
    private static final String TOKEN = "QWZXKVQWZXKV";

    private static final List<String> SOUND = List.of(
            "PROXMOX_HOST=pve1.example.com,pve2\nPROXMOX_TOKEN_ID=ci@pve!test\nPROXMOX_TOKEN_SECRET=" + TOKEN + "\n",
            "# mine\r\nexport PROXMOX_API_TOKEN='ci@pve!test=" + TOKEN + "' # x\r\nPROXMOX_HOST=[::1]:8006\r\n",
            "PROXMOX_HOST=https://pve1:8006/\nPROXMOX_USERNAME=root@pam\nPROXMOX_PASSWORD=\"" + SECRET + "\"\n"
                    + "PROXMOX_OTP=" + TOKEN + "\nPROXMOX_TIMEOUT_MS=5000\n",
            "PROXMOX_HOST=a\nPROXMOX_PORT=1\nPROXMOX_VERIFY_SSL=no\nPROXMOX_FINGERPRINT=AA:BB\nPROXMOX_CA_FILE=/x\n"
                    + "PROXMOX_PROXY=http://proxy:3128/\nPROXMOX_AUDIT_LOG=/tmp/log\nPROXMOX_LEARN_MEMBERS=yes\n",
            "PROXMOX_TOKEN_ID=ci@pve!test\nPROXMOX_TOKEN_SECRET_FILE=/x\nPROXMOX_CONTEXT=lab\n");
    private static final List<String> SPLINTERS = List.of("=", "'", "\"", "#", " #", "export ", "\\", "$", "${HOME}",
            "\0", "\u0007", "\ufeff", "\u2028", "\t", "@", "!", "://", "[", "99999999999", "-1", "%00", "../", "\ud800",
            "PROXMOX_HOST=", "x".repeat(70_000), "\u0661\u0662");

    private static final Pattern RECOGNIZABLE = Pattern
            .compile("PROXMOX_(TOKEN_SECRET|API_TOKEN|PASSWORD|OTP)\\s*=.*(QWZX|\u00e9\u00f1)", Pattern.DOTALL);

    @TempDir
    private Path config;

    private Path file;
    private SettingsSources sources;

    @BeforeEach
    void makeFolder() throws IOException {
        file = config.resolve("proxmox-tools/.env");
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        sources = new SettingsSources(Map.of(), Map.of(), config);
    }

    @Test
    void soundFilesThatWereSpoiledByChance() {
        Fuzz.rounds(3000, chance -> {
            String text = chance.spoiled(chance.of(SOUND), SPLINTERS);
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            readsOrSaysWhy(text.lines().allMatch(SpoiledSettingsTest::isRecognizable));
        });
    }

    @Test
    void bytesByChance() {
        Fuzz.rounds(1000, chance -> {
            byte[] sound = chance.of(SOUND).getBytes(StandardCharsets.UTF_8);
            byte[] noise = chance.bytes(1 + chance.below(20));
            System.arraycopy(noise, 0, sound, chance.below(sound.length - noise.length), noise.length);
            byte[] spoiled = chance.below(4) == 0 ? noise : sound;
            Files.write(file, spoiled);
            String text = new String(spoiled, StandardCharsets.UTF_8);
            readsOrSaysWhy(text.lines().allMatch(SpoiledSettingsTest::isRecognizable));
        });
    }

    /** Nobody can tell a secret that stands alone in a line of another setting, as after a wrong name. */
    private static boolean isRecognizable(String line) {
        return !isShown(line) || RECOGNIZABLE.matcher(line).find();
    }

    private void readsOrSaysWhy(boolean recognizable) {
        try {
            Settings settings = Settings.read(sources);
            hides(settings + " " + settings.warnings(), recognizable);
            settings.toClientBuilder();
        } catch (SettingsException said) {
            hides(said.getMessage(), recognizable);
        }
        changes(recognizable);
    }

    /** Who changes one setting meets every other line, too. */
    private void changes(boolean recognizable) {
        try {
            new SettingsFiles(sources).set(file, SettingKey.PROXMOX_PORT, Optional.of("8007"));
            Settings.read(sources);
        } catch (SettingsException said) {
            hides(said.getMessage(), recognizable);
        }
    }

    private static void hides(String text, boolean recognizable) {
        assertFalse(recognizable && isShown(text), text);
    }

    private static boolean isShown(String text) {
        return text.contains("QWZX") || text.contains("\u00e9\u00f1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXMOX_USERNAME=root@pamPROXMOX_PASSWORD=" + TOKEN,
            "PROXMOX_HOST=pve1 export PROXMOX_TOKEN_SECRET = '" + TOKEN + "'",
            "PROXMOX_TOKEN_ID=ci@pve!test=" + TOKEN + "\nPROXMOX_TOKEN_SECRET=x", "PROXMOX_TOKEN_ID=ci@pve=" + TOKEN})
    void secretsAtTheWrongPlace(String text) throws IOException {
        Files.writeString(file, text + "\n");
        readsOrSaysWhy(true);
    }

    @Test
    void aCommandMayNameSettings() throws IOException {
        Files.writeString(file, "PROXMOX_CREDENTIAL_COMMAND=env PROXMOX_PASSWORD= pass show pve\n");
        assertTrue(Settings.read(sources).get(SettingKey.PROXMOX_CREDENTIAL_COMMAND).isPresent());
    }
}
