package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the contexts. */
public final class ContextListCommand extends ContextCommand {
    /** Declares it. */
    public ContextListCommand() {
        super("list", "List Contexts",
                "Shows each context with its host and login, and which one is used where no other is named. Shows no secret and "
                        + "connects to nothing.");
    }

    @Override
    int run(Here here, Given given, SettingsFiles files) {
        Optional<String> used = used(here, files);
        List<List<String>> rows = new ArrayList<>();
        for (String name : files.contexts()) {
            rows.add(row(name, used.filter(name::equals).isPresent() ? "yes" : "", files));
        }
        here.show(List.of("context", "used", "host", "login", "todo"), rows);
        if (rows.isEmpty()) {
            here.say("There are none; 'proxmox context add NAME' makes one.");
        }
        return 0;
    }

    /** One that is spoilt is listed with what is wrong, and hides none of the others. */
    private static List<String> row(String name, String used, SettingsFiles files) {
        Path file = files.file(name);
        try {
            Map<String, String> values = files.values(file);
            return List.of(name, used, value(values, SettingKey.PROXMOX_HOST), login(values),
                    files.isReadableByOthers(file) ? "chmod 600 " + file : "");
        } catch (SettingsException spoilt) {
            return List.of(name, used, "", "", "does not work: " + String.join("; ", spoilt.messages()));
        }
    }

    /** A flag says it first, then the settings file, then the environment. */
    private static Optional<String> used(Here here, SettingsFiles files) {
        var sources = here.connector().sources(here.globals());
        String key = SettingKey.PROXMOX_CONTEXT.name();
        return Optional.ofNullable(sources.flags().get(key)).or(files::current)
                .or(() -> Optional.ofNullable(sources.environment().get(key)));
    }

    private static String login(Map<String, String> values) {
        String token = value(values, SettingKey.PROXMOX_TOKEN_ID);
        String whole = value(values, SettingKey.PROXMOX_API_TOKEN);
        if (!token.isEmpty()) {
            return token;
        }
        return whole.contains("=")
                ? whole.substring(0, whole.indexOf('='))
                : value(values, SettingKey.PROXMOX_USERNAME);
    }

    private static String value(Map<String, String> values, SettingKey key) {
        return values.getOrDefault(key.name(), "");
    }
}
