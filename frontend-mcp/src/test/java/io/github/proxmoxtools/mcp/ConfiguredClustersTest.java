package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.settings.SettingsSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clusters settings name, and which one is meant without a name. */
class ConfiguredClustersTest {
    @TempDir
    private Path folder;

    private void write(String file, String... lines) throws IOException {
        Path path = folder.resolve("proxmox-tools").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }

    private ConfiguredClusters clusters(String... flags) {
        return clusters(Map.of(), flags);
    }

    private ConfiguredClusters clusters(Map<String, String> environment, String... flags) {
        Options options = Options.of(CommandLine.parse(flags));
        return ConfiguredClusters.of(options, new SettingsSources(options.settings(), environment, folder));
    }

    private static List<String> names(ConfiguredClusters clusters) {
        return List.copyOf(clusters.byName().keySet());
    }

    @Test
    void withoutContextsThereIsOne() throws Exception {
        write(".env", "PROXMOX_HOST=prod");
        assertEquals(List.of("default"), names(clusters()));
    }

    @Test
    void theHostOfTheFileIsTheUsualOne() throws Exception {
        write(".env", "PROXMOX_HOST=prod");
        write("contexts/lab.env", "PROXMOX_HOST=lab");
        ConfiguredClusters clusters = clusters();
        assertEquals(List.of("default", "lab"), names(clusters));
        assertEquals(Optional.of("default"), clusters.usual());
        assertEquals(null, clusters.byName().get("default").settings().get("PROXMOX_CONTEXT"));
        assertEquals("lab", clusters.byName().get("lab").settings().get("PROXMOX_CONTEXT"));
    }

    @Test
    void theSelectedContextIsTheUsualOneAndFirst() throws Exception {
        write(".env", "PROXMOX_CONTEXT=lab");
        write("contexts/a.env", "PROXMOX_HOST=a");
        write("contexts/lab.env", "PROXMOX_HOST=lab");
        ConfiguredClusters clusters = clusters();
        assertEquals(List.of("lab", "a"), names(clusters));
        assertEquals(Optional.of("lab"), clusters.usual());
    }

    @Test
    void whereFileAndEnvironmentDisagreeNoneIsNamedForThem() throws Exception {
        write(".env", "PROXMOX_CONTEXT=lab");
        write("contexts/a.env", "PROXMOX_HOST=a");
        write("contexts/lab.env", "PROXMOX_HOST=lab");
        ConfiguredClusters clusters = clusters(Map.of("PROXMOX_CONTEXT", "a"));
        assertEquals(List.of("default"), names(clusters));
        assertEquals(null, clusters.byName().get("default").settings().get("PROXMOX_CONTEXT"),
                "so that the first call reads them again and is refused");
        assertEquals(List.of("lab", "a"), names(clusters(Map.of("PROXMOX_CONTEXT", "lab"))));
    }

    @Test
    void withoutASelectionNoneIsUsualWhateverItsName() throws Exception {
        write("contexts/default.env", "PROXMOX_HOST=a");
        write("contexts/lab.env", "PROXMOX_HOST=lab");
        assertEquals(Optional.empty(), clusters().usual());
    }

    @Test
    void aContextOfTheNameOfAnotherClusterIsRefused() throws Exception {
        write(".env", "PROXMOX_HOST=prod");
        write("contexts/default.env", "PROXMOX_HOST=lab");
        UsageException refusal = assertThrows(UsageException.class, this::clusters);
        assertTrue(String.valueOf(refusal.getMessage()).contains("Rename the context"), refusal::getMessage);
    }
}
