package io.github.proxmoxtools.client.settings;

import io.github.proxmoxtools.client.demo.DemoCluster;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings are read from.
 *
 * @param flags what was given on the command line, by the names of {@link SettingKey}
 * @param environment the environment's variables
 * @param configDirectory the folder that holds {@code proxmox-tools} and {@code pi-proxmox}
 */
public record SettingsSources(Map<String, String> flags, Map<String, String> environment, Path configDirectory) {
    private static final Path NO_FILES = Path.of("/dev/null");

    /** Keeps its own copies. */
    public SettingsSources {
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        environment = Map.copyOf(environment);
    }

    /**
     * Takes the environment and home directory of this process.
     *
     * @param flags what was given on the command line, by the names of {@link SettingKey}
     * @return the sources; the folder is {@code XDG_CONFIG_HOME} if that is an absolute path, else {@code .config} in
     *     {@code HOME} if that is one, else in the home directory that the system knows
     */
    public static SettingsSources ofProcess(Map<String, String> flags) {
        Map<String, String> environment = System.getenv();
        return new SettingsSources(flags, environment,
                configDirectory(environment, Path.of(System.getProperty("user.home"))));
    }

    /**
     * Takes nothing but what is given: no file, and no variable of the environment.
     *
     * @param flags by the names of {@link SettingKey}
     * @return the sources
     */
    public static SettingsSources ofFlags(Map<String, String> flags) {
        return new SettingsSources(flags, Map.of(), NO_FILES);
    }

    /**
     * Takes what leads to a demonstration cluster, as settings of a cluster on hardware would.
     *
     * @param cluster runs
     * @return the sources
     */
    public static SettingsSources ofDemo(DemoCluster cluster) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SettingKey.PROXMOX_HOST.name(), String.join(",", cluster.hosts()));
        settings.put(SettingKey.PROXMOX_FINGERPRINT.name(), String.join(",", cluster.fingerprints()));
        settings.put(SettingKey.PROXMOX_TOKEN_ID.name(), cluster.tokenId());
        settings.put(SettingKey.PROXMOX_TOKEN_SECRET.name(), cluster.tokenSecret());
        // The nodes tell each other addresses at which nothing listens.
        settings.put(SettingKey.PROXMOX_LEARN_MEMBERS.name(), "false");
        return ofFlags(settings);
    }

    static Path configDirectory(Map<String, String> environment, Path knownHome) {
        return absolute(environment, "XDG_CONFIG_HOME")
                .orElseGet(() -> absolute(environment, "HOME").orElse(knownHome).resolve(".config"));
    }

    /**
     * Lists the folders in which settings may stand, and with them secrets.
     *
     * @return the first one that holds settings is the one that counts
     */
    public List<Path> folders() {
        return List.of(configDirectory.resolve("proxmox-tools"), configDirectory.resolve("pi-proxmox"));
    }

    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
    }
}
