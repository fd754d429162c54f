package io.github.proxmoxtools.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsSourcesTest {
    @ParameterizedTest
    @CsvSource({"/xdg,/home/you,/xdg", "'',/home/you,/home/you/.config", "xdg,/home/you,/home/you/.config",
            "'','',/known/.config", "'',you,/known/.config"})
    void theFolderIsTheNearestThatIsAbsolute(String xdg, String home, Path folder) {
        assertEquals(folder, SettingsSources.configDirectory(Map.of("XDG_CONFIG_HOME", xdg, "HOME", home),
                Path.of("/known")));
    }
}
