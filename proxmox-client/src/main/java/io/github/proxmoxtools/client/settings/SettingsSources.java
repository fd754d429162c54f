package io.github.proxmoxtools.client.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where settings are read from.
 *
 * @param flags what was given on the command line, by the names of {@link SettingKey}
 * @param environment the environment's variables
 * @param configDirectory the folder that holds {@code proxmox-tools} and {@code pi-proxmox}
 */
public record SettingsSources(Map<String, String> flags, Map<String, String> environment, Path configDirectory) {
    /** Keeps its own copies. */
    public SettingsSources {
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /**
     * Takes the environment and home directory of this process.
     *
     * @param flags what was given on the command line, by the names of {@link SettingKey}
     * @return the sources; the folder is {@code XDG_CONFIG_HOME} if that is an absolute path, else {@code ~/.config}
     */
    public static SettingsSources ofProcess(Map<String, String> flags) {
        Map<String, String> environment = System.getenv();
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path configDirectory = Path.of(xdg).isAbsolute()
                ? Path.of(xdg)
                : Path.of(System.getProperty("user.home"), ".config");
        return new SettingsSources(flags, environment, configDirectory);
    }
}
