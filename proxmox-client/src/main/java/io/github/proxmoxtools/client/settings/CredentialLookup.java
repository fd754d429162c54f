package io.github.proxmoxtools.client.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Fetches secrets that are not given themselves. */
final class CredentialLookup {
    private static final Pattern PAIR = Pattern.compile("(?:export\\s+)?PROXMOX_[A-Z_]+\\s*=.*");
    private static final Set<SettingKey> MAY_BE_PRINTED = Set.of(SettingKey.PROXMOX_TOKEN_ID,
            SettingKey.PROXMOX_TOKEN_SECRET, SettingKey.PROXMOX_API_TOKEN, SettingKey.PROXMOX_USERNAME,
            SettingKey.PROXMOX_PASSWORD, SettingKey.PROXMOX_OTP);
    private static final Path OUTPUT = Path.of("the output of PROXMOX_CREDENTIAL_COMMAND");

    private final Map<SettingKey, Setting> settings;
    private final Consumer<String> told;
    private final List<String> warnings = new ArrayList<>();

    CredentialLookup(Map<SettingKey, Setting> settings, Consumer<String> told) {
        this.settings = new EnumMap<>(settings);
        this.told = told;
    }

    List<String> warnings() {
        return warnings;
    }

    Map<SettingKey, Setting> complete() {
        if (has(SettingKey.PROXMOX_TOKEN_ID) && !has(SettingKey.PROXMOX_TOKEN_SECRET)) {
            find(SettingKey.PROXMOX_TOKEN_SECRET_FILE)
                    .ifPresent(file -> readInto(SettingKey.PROXMOX_TOKEN_SECRET, file));
        }
        if (has(SettingKey.PROXMOX_USERNAME) && !has(SettingKey.PROXMOX_PASSWORD)) {
            find(SettingKey.PROXMOX_PASSWORD_FILE).ifPresent(file -> readInto(SettingKey.PROXMOX_PASSWORD, file));
        }
        if (isSecretMissing()) {
            find(SettingKey.PROXMOX_CREDENTIAL_COMMAND).ifPresent(this::ask);
        }
        return settings;
    }

    private boolean isSecretMissing() {
        if (has(SettingKey.PROXMOX_API_TOKEN)) {
            return false;
        }
        if (has(SettingKey.PROXMOX_TOKEN_ID)) {
            return !has(SettingKey.PROXMOX_TOKEN_SECRET);
        }
        return !has(SettingKey.PROXMOX_USERNAME) || !has(SettingKey.PROXMOX_PASSWORD);
    }

    private boolean has(SettingKey key) {
        return settings.containsKey(key);
    }

    private Optional<Setting> find(SettingKey key) {
        return Optional.ofNullable(settings.get(key));
    }

    private void readInto(SettingKey key, Setting file) {
        String secret = firstLine(file);
        put(key, key == SettingKey.PROXMOX_PASSWORD ? secret : secret.strip(), file);
    }

    private String firstLine(Setting setting) {
        try {
            Path path = Path.of(setting.value());
            if (!path.isAbsolute()) {
                throw Settings.unusable(setting, "give the absolute path; nothing is expanded, not even ~");
            }
            if (new EnvFile(path, Map.of()).isReadableByOthers()) {
                warnings.add(path + " holds a secret and can be read by others: chmod 600 " + path);
            }
            return Files.readString(path).lines().findFirst().filter(line -> !line.isBlank())
                    .orElseThrow(() -> Settings.unusable(setting, "its first line is empty; it must be the secret"));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw Settings.unusable(setting, "there is no such file that can be read");
        }
    }

    private void ask(Setting command) {
        String output = new CredentialCommand(command, told).output();
        String first = output.lines().findFirst().map(String::strip).orElse("");
        if (first.isEmpty()) {
            throw Settings.unusable(command, "printed nothing; its first line must be the secret, or KEY=VALUE");
        }
        if (PAIR.matcher(first).matches()) {
            EnvFile.parse(OUTPUT, output).values().forEach((key, value) -> printed(command, key, value));
        } else if (has(SettingKey.PROXMOX_TOKEN_ID)) {
            put(SettingKey.PROXMOX_TOKEN_SECRET, first, command);
        } else if (has(SettingKey.PROXMOX_USERNAME)) {
            put(SettingKey.PROXMOX_PASSWORD, output.lines().findFirst().orElse(""), command);
        } else {
            throw Settings.unusable(command, "printed a secret, but whose is not said: set PROXMOX_TOKEN_ID or"
                    + " PROXMOX_USERNAME, or print them as KEY=VALUE lines");
        }
    }

    private void printed(Setting command, String name, String value) {
        SettingKey key = MAY_BE_PRINTED.stream().filter(allowed -> allowed.name().equals(name)).findFirst()
                .orElseThrow(() -> Settings.unusable(command, "may print PROXMOX_TOKEN_ID, PROXMOX_TOKEN_SECRET,"
                        + " PROXMOX_API_TOKEN, PROXMOX_USERNAME, PROXMOX_PASSWORD and PROXMOX_OTP, but not " + name));
        Setting before = settings.get(key);
        if (before == null) {
            put(key, value, command);
        } else if (!key.isSecret() && !before.value().equals(value)) {
            throw Settings.unusable(command, "prints another " + key + " than the one that is set (" + before.origin()
                    + "): leave one of them out");
        }
    }

    private void put(SettingKey key, String value, Setting from) {
        settings.put(key, new Setting(key, value, from.key() + " of " + from.origin(), key.isSecret(), List.of()));
    }
}
