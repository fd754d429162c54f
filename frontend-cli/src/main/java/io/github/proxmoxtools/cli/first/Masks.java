package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of texts what is nobody's business. */
final class Masks {
    private static final Pattern FINGERPRINT = Pattern.compile("\\b(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}\\b");
    private static final Pattern IPV4 = Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b");
    private static final Pattern IPV6 = Pattern.compile("\\[?\\b(?:[0-9A-Fa-f]{1,4}:){2,}[0-9A-Fa-f:.]*\\]?");
    private static final Pattern PATH = Pattern
            .compile("(?<![\\w/:.])/(?:home|Users|root|etc|tmp|run|var|opt)\\b[^\\s,;:'\")]*");
    private static final int SHORTEST_SECRET = 4;

    private final boolean names;
    private final List<Word> words = new ArrayList<>();

    /** Something to be taken out, and what stands for it. */
    private record Word(String word, String instead) {}

    private Masks(boolean names) {
        this.names = names;
    }

    /** Takes out secrets only. */
    static Masks ofSecrets(Examination examination) {
        Masks masks = new Masks(false);
        examination.settings().ifPresent(masks::secrets);
        return masks;
    }

    /** Takes out secrets and all names. */
    static Masks ofAll(Examination examination, Place place) {
        Masks masks = new Masks(true);
        masks.add(place.sources().configDirectory().toString(), "<config>");
        contexts(place.sources()).forEach(name -> masks.add(name, "<context>"));
        examination.login().ifPresent(login -> {
            masks.add(login, login.contains("!") ? "<token>" : "<user>");
            masks.add(login.split("!", 2)[0], "<user>");
        });
        examination.settings().ifPresent(settings -> {
            masks.secrets(settings);
            masks.hosts(settings);
            masks.all(settings, "<user>", SettingKey.PROXMOX_USERNAME);
            masks.all(settings, "<context>", SettingKey.PROXMOX_CONTEXT);
            masks.all(settings, "<proxy>", SettingKey.PROXMOX_PROXY);
            masks.all(settings, "<path>", SettingKey.PROXMOX_CA_FILE, SettingKey.PROXMOX_TOKEN_SECRET_FILE,
                    SettingKey.PROXMOX_PASSWORD_FILE);
            masks.all(settings, "<command>", SettingKey.PROXMOX_CREDENTIAL_COMMAND);
        });
        return masks;
    }

    /** Also those that are not in use: what is wrong with the settings may name them. */
    private static List<String> contexts(SettingsSources sources) {
        List<String> names = new ArrayList<>();
        for (Map<String, String> source : List.of(sources.flags(), sources.environment())) {
            names.add(source.getOrDefault(SettingKey.PROXMOX_CONTEXT.name(), "").strip());
        }
        try {
            names.addAll(Settings.contexts(sources));
        } catch (SettingsException unreadable) {
            // A folder that cannot be read has told no names.
            return names;
        }
        return names;
    }

    private void secrets(Settings settings) {
        settings.secretValues().stream().filter(value -> value.length() >= SHORTEST_SECRET)
                .forEach(value -> add(value, "***"));
    }

    private void hosts(Settings settings) {
        Optional<Setting> hosts = settings.get(SettingKey.PROXMOX_HOST);
        int number = 0;
        for (String host : hosts.map(setting -> setting.value().split("[,;\\s]+")).orElse(new String[0])) {
            number++;
            String bare = host.replaceFirst("(?i)^https?://", "").replaceFirst("/.*$", "");
            add(bare, "<host-" + number + ">");
            add(bare.replaceFirst(":\\d+$", ""), "<host-" + number + ">");
        }
    }

    private void all(Settings settings, String instead, SettingKey... keys) {
        for (SettingKey key : keys) {
            settings.get(key).ifPresent(setting -> add(setting.value(), instead));
        }
    }

    private void add(String word, String instead) {
        if (!word.isEmpty()) {
            words.add(new Word(word, instead));
            words.sort(Comparator.comparingInt((Word known) -> known.word().length()).reversed());
        }
    }

    boolean takesNames() {
        return names;
    }

    String in(String text) {
        String masked = text;
        for (Word word : words) {
            masked = Pattern.compile("(?<![\\w])" + Pattern.quote(word.word()) + "(?![\\w])", Pattern.CASE_INSENSITIVE)
                    .matcher(masked).replaceAll(Matcher.quoteReplacement(word.instead()));
        }
        if (names) {
            masked = FINGERPRINT.matcher(masked).replaceAll("<fingerprint>");
            masked = IPV4.matcher(masked).replaceAll("<address>");
            masked = IPV6.matcher(masked).replaceAll("<address>");
            masked = PATH.matcher(masked).replaceAll("<path>");
        }
        return masked;
    }

    /** Says what a setting is set to; what names something only says that it is set. */
    String value(Setting setting) {
        boolean isHarmless = switch (setting.key()) {
            case PROXMOX_PORT, PROXMOX_VERIFY_SSL, PROXMOX_TIMEOUT_MS, PROXMOX_TOOL_TIMEOUT_MS, PROXMOX_LEARN_MEMBERS ->
                true;
            default -> false;
        };
        return names && !isHarmless && !setting.secret() ? "(set)" : in(setting.shownValue());
    }

    String origin(Setting setting) {
        return names ? setting.origin().split(" ", 2)[0].toLowerCase(Locale.ROOT) : setting.origin();
    }
}
