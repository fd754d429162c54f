package io.github.proxmoxtools.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFilesTest {
    @TempDir
    private Path folder;

    private Path config;
    private SettingsFiles files;

    @BeforeEach
    void open() {
        config = folder.resolve("config");
        files = new SettingsFiles(new SettingsSources(Map.of(), Map.of(), config));
    }

    private String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void context(String name) {
        files.write(files.file(name), Map.of(SettingKey.PROXMOX_HOST, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", " blanks ", "a'b", "a\"b", "a'b\"c", "x' #y", "#no comment",
            "$HOME ${A}", "back\\slash", "'", "ü"})
    void whatIsWrittenIsReadBack(String value) {
        files.write(files.file(), Map.of(SettingKey.PROXMOX_PASSWORD, value));
        assertEquals(value, files.values(files.file()).get("PROXMOX_PASSWORD"));
    }

    @Test
    void lineBreaksAreRefused() {
        assertThrows(SettingsException.class,
                () -> files.write(files.file(), Map.of(SettingKey.PROXMOX_PASSWORD, "a\nPROXMOX_HOST=evil")));
        assertFalse(Files.exists(files.file()));
    }

    @Test
    void onlyTheOwnerCanReadThem() throws IOException {
        context("lab");
        assertEquals("rw-------", permissions(files.file("lab")));
        assertEquals("rwx------", permissions(config.resolve("proxmox-tools/contexts")));
        Files.setPosixFilePermissions(files.file("lab"), PosixFilePermissions.fromString("rw-r--r--"));
        context("lab");
        assertEquals("rw-------", permissions(files.file("lab")));
        try (Stream<Path> left = Files.list(config.resolve("proxmox-tools/contexts"))) {
            assertEquals(List.of(files.file("lab")), left.toList(), "no temporary file stays");
        }
    }

    @Test
    void oneSettingIsChangedAndTheRestStays() throws IOException {
        Path file = config.resolve("pi-proxmox/.env");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# mine\nexport PROXMOX_HOST = 'a' # here\nPROXMOX_CONTEXT=old\nOTHER=1\n");
        assertEquals(file, files.file());
        files.set(files.file(), SettingKey.PROXMOX_CONTEXT, Optional.of("lab"));
        assertEquals("# mine\nexport PROXMOX_HOST = 'a' # here\nOTHER=1\nPROXMOX_CONTEXT=lab\n",
                Files.readString(file));
        files.set(files.file(), SettingKey.PROXMOX_CONTEXT, Optional.empty());
        assertEquals("# mine\nexport PROXMOX_HOST = 'a' # here\nOTHER=1\n", Files.readString(file));
        assertFalse(Files.exists(config.resolve("proxmox-tools")), "it would hide the file that is in force");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = folder.resolve("real.env");
        Files.writeString(real, "PROXMOX_PORT=1\n");
        Files.createDirectories(config.resolve("proxmox-tools"));
        Files.createSymbolicLink(files.file(), real);
        files.set(files.file(), SettingKey.PROXMOX_PORT, Optional.of("2"));
        assertTrue(Files.isSymbolicLink(files.file()));
        assertEquals("PROXMOX_PORT=2\n", Files.readString(real));
    }

    @Test
    void theContextInUseFollowsItsName() {
        context("lab");
        context("prod");
        files.set(files.file(), SettingKey.PROXMOX_CONTEXT, Optional.of("lab"));
        files.rename("lab", "attic");
        assertEquals(List.of("attic", "prod"), files.contexts());
        assertEquals(Optional.of("attic"), files.current());
        files.rename("prod", "live");
        assertEquals(Optional.of("attic"), files.current());
        files.remove("attic");
        assertEquals(Optional.empty(), files.current());
        assertEquals(List.of("live"), files.contexts());
    }

    @Test
    void namesAreCheckedAndNothingIsOverwritten() {
        context("lab");
        context("prod");
        assertTrue(assertThrows(SettingsException.class, () -> files.rename("lab", "prod")).getMessage()
                .contains("already"));
        assertEquals("there is no context 'gone'; there are lab, prod",
                assertThrows(SettingsException.class, () -> files.remove("gone")).getMessage());
        assertTrue(assertThrows(SettingsException.class, () -> files.file("../x")).getMessage().contains("'../x'"));
        assertEquals(Map.of("PROXMOX_HOST", "prod"), new LinkedHashMap<>(files.values(files.file("prod"))));
    }
}
