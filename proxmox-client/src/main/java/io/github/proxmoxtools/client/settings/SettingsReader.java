package io.github.proxmoxtools.client.settings;

import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.words.NearWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.Collectors;

/** Finds the sources of settings and puts them into their order. */
final class SettingsReader {
    private static final List<SettingKey> CREDENTIALS = Arrays.stream(SettingKey.values())
            .filter(SettingKey::isCredential).toList();
    private static final List<Set<SettingKey>> WAYS_TO_A_SECRET = List.of(
            EnumSet.of(SettingKey.PROXMOX_TOKEN_SECRET, SettingKey.PROXMOX_TOKEN_SECRET_FILE),
            EnumSet.of(SettingKey.PROXMOX_PASSWORD, SettingKey.PROXMOX_PASSWORD_FILE));
    private static final List<SettingKey> IDENTITIES = List.of(SettingKey.PROXMOX_API_TOKEN,
            SettingKey.PROXMOX_TOKEN_ID, SettingKey.PROXMOX_USERNAME);
    private static final String SUFFIX = ".env";
    private static final String PREFIX = "PROXMOX_";
    static final Pattern CONTEXT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    /** What a client that starts servers by a form hands on for a field that nobody filled in. */
    private static final Pattern UNFILLED = Pattern.compile("\\$\\{user_config\\.[^}]*}");

    private final SettingsSources sources;
    private final List<Layer> layers = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Something that gives values, the stronger before the weaker. */
    private record Layer(String origin, Map<String, String> values) {
        Optional<String> get(SettingKey key) {
            return Optional.ofNullable(values.get(key.name())).filter(value -> !value.isEmpty())
                    .filter(value -> !UNFILLED.matcher(value).matches());
        }

        boolean hasAny(List<SettingKey> keys) {
            return keys.stream().anyMatch(key -> get(key).isPresent());
        }
    }

    SettingsReader(SettingsSources sources) {
        this.sources = sources;
    }

    Settings read() {
        Layer flags = new Layer(Settings.FLAG_ORIGIN, trimmed(sources.flags()));
        Layer environment = new Layer(Settings.ENVIRONMENT_ORIGIN, trimmed(sources.environment()));
        Optional<Path> file = file();
        Optional<Layer> fileLayer = file.map(path -> layer("file", path));
        layers.add(flags);
        selectedContext(flags, fileLayer, environment).map(this::context).ifPresent(layers::add);
        fileLayer.ifPresent(layers::add);
        layers.add(environment);
        judgeStrayCredentials();
        return new Settings(resolved(), warnings, contradiction(flags, fileLayer, environment), unusedContexts(),
                beside("members"),
                sources.folders());
    }

    /** Where no host is known, they may be what is missing. */
    private List<String> unusedContexts() {
        return layersWith(SettingKey.PROXMOX_HOST).isEmpty() && layersWith(SettingKey.PROXMOX_CONTEXT).isEmpty()
                ? contexts()
                : List.of();
    }

    /** A context that is exported for one command says which cluster is meant, and the file would send it to another. */
    private static Optional<String> contradiction(Layer flags, Optional<Layer> file, Layer environment) {
        Optional<String> exported = environment.get(SettingKey.PROXMOX_CONTEXT);
        Optional<String> filed = file.flatMap(layer -> layer.get(SettingKey.PROXMOX_CONTEXT));
        if (exported.isEmpty() || filed.isEmpty() || exported.equals(filed)
                || flags.hasAny(List.of(SettingKey.PROXMOX_CONTEXT, SettingKey.PROXMOX_HOST))) {
            return Optional.empty();
        }
        return Optional.of("PROXMOX_CONTEXT is '" + exported.get() + "' in the environment, and '" + filed.get()
                + "' in " + file.get().origin() + ", which comes first: say which is meant with --context "
                + exported.get() + " or --context " + filed.get() + ", or unset the variable");
    }

    Optional<Path> file() {
        for (Path folder : sources.folders()) {
            Path file = folder.resolve(".env");
            if (Files.exists(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Contexts and what was learned stand where the settings file stands. */
    Path beside(String name) {
        return file().map(file -> file.resolveSibling(name))
                .orElse(sources.folders().getFirst().resolve(name));
    }

    private Optional<String> selectedContext(Layer flags, Optional<Layer> file, Layer environment) {
        SettingKey key = SettingKey.PROXMOX_CONTEXT;
        return flags.get(key).or(() -> file.flatMap(layer -> layer.get(key))).or(() -> environment.get(key));
    }

    List<String> contexts() {
        Path folder = beside("contexts");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> CONTEXT_NAME.matcher(name).matches()).sorted().toList();
        } catch (IOException e) {
            throw new SettingsException("the contexts in " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private Layer context(String name) {
        if (!CONTEXT_NAME.matcher(name).matches()) {
            throw new SettingsException("PROXMOX_CONTEXT is a name of letters, digits, '.', '_' and '-', not '" + name
                    + "'");
        }
        Path file = beside("contexts").resolve(name + SUFFIX);
        if (!Files.exists(file)) {
            throw new SettingsException("there is no context '" + name + "': " + file + " does not exist");
        }
        return layer("context " + name, file);
    }

    private Layer layer(String kind, Path path) {
        EnvFile file = EnvFile.read(path);
        Layer layer = new Layer(kind + " " + path, trimmed(file.values()));
        file.values().keySet().stream().filter(SettingsReader::isUnknown)
                .forEach(key -> warnings.add(path + " sets " + key + ", and there is no such setting" + meant(key)));
        boolean holdsSecrets = Arrays.stream(SettingKey.values())
                .anyMatch(key -> key.isSecret() && layer.get(key).isPresent());
        if (holdsSecrets && file.isReadableByOthers()) {
            warnings.add(path + " holds secrets and can be read by others: chmod 600 " + path);
        }
        if (layer.get(SettingKey.PROXMOX_CREDENTIAL_COMMAND).isPresent() && file.isWritableByOthers()) {
            throw new SettingsException(
                    path + " names a command to run, and others can write to it: chmod 600 " + path);
        }
        return layer;
    }

    /** Only in files of ours: other programs have variables of such names in the environment. */
    private static boolean isUnknown(String key) {
        return key.startsWith(PREFIX)
                && Arrays.stream(SettingKey.values()).noneMatch(known -> known.name().equals(key));
    }

    private static String meant(String key) {
        List<String> known = Arrays.stream(SettingKey.values()).map(other -> other.name().substring(PREFIX.length()))
                .toList();
        return NearWords.of(key.substring(PREFIX.length()), known, 1).stream().findFirst()
                .map(near -> ": did you mean " + PREFIX + near + "?").orElse("");
    }

    /** Passwords may begin or end with a blank; nothing else may. */
    private static Map<String, String> trimmed(Map<String, String> values) {
        Map<String, String> trimmed = new HashMap<>();
        for (SettingKey key : SettingKey.values()) {
            String value = values.get(key.name());
            if (value != null) {
                trimmed.put(key.name(), key == SettingKey.PROXMOX_PASSWORD ? value : value.strip());
            }
        }
        return trimmed;
    }

    private Map<SettingKey, Setting> resolved() {
        Map<SettingKey, Setting> settings = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            List<Layer> saying = layersWith(key);
            if (!saying.isEmpty()) {
                Layer first = saying.get(0);
                List<String> shadowed = saying.stream().skip(1).map(Layer::origin).toList();
                settings.put(key, new Setting(key, first.get(key).orElseThrow(), first.origin(), key.isSecret(),
                        shadowed));
            } else {
                key.defaultValue().ifPresent(value -> settings.put(key,
                        new Setting(key, value, Settings.DEFAULT_ORIGIN, key.isSecret(), List.of())));
            }
        }
        return settings;
    }

    private List<Layer> layersWith(SettingKey key) {
        return layers.stream().filter(layer -> layer.get(key).isPresent()).filter(layer -> counts(layer, key)).toList();
    }

    /** A user of a stronger source is not mixed with a token of a weaker one. */
    private boolean counts(Layer layer, SettingKey key) {
        if (!key.isCredential()) {
            return true;
        }
        return belongsToHost(layer) && isNearestWay(layer, key) && (!IDENTITIES.contains(key)
                || identitySource().map(source -> source.get(key).isPresent()).orElse(true));
    }

    /** A secret of a weaker source is not taken for the one to which a stronger source knows the way. */
    private boolean isNearestWay(Layer layer, SettingKey key) {
        for (Set<SettingKey> ways : WAYS_TO_A_SECRET) {
            if (ways.contains(key)) {
                List<SettingKey> all = new ArrayList<>(ways);
                all.add(SettingKey.PROXMOX_CREDENTIAL_COMMAND);
                return layers.stream().filter(this::belongsToHost).filter(other -> other.hasAny(all)).findFirst()
                        .filter(nearest -> nearest.origin().equals(layer.origin())).isPresent();
            }
        }
        return true;
    }

    private Optional<Layer> identitySource() {
        return layers.stream().filter(this::belongsToHost).filter(layer -> layer.hasAny(IDENTITIES)).findFirst();
    }

    /** Leaves out credentials that belong to another host, and refuses to go on if there are no others. */
    private void judgeStrayCredentials() {
        List<String> strays = new ArrayList<>();
        layers.stream().filter(layer -> !belongsToHost(layer)).filter(layer -> layer.hasAny(CREDENTIALS))
                .forEach(layer -> strays.add(stray(layer)));
        if (strays.isEmpty()) {
            return;
        }
        if (layers.stream().noneMatch(layer -> belongsToHost(layer) && layer.hasAny(CREDENTIALS))) {
            throw new SettingsException(strays);
        }
    }

    private boolean belongsToHost(Layer layer) {
        Optional<String> own = layer.get(SettingKey.PROXMOX_HOST);
        return own.isEmpty() || hosts(own.get()).containsAll(hosts(chosenHost()));
    }

    private String chosenHost() {
        return layers.stream().flatMap(layer -> layer.get(SettingKey.PROXMOX_HOST).stream()).findFirst().orElse("");
    }

    private static Set<String> hosts(String list) {
        return Arrays.stream(list.split("[,;\\s]+")).map(SettingsReader::comparable).collect(Collectors.toSet());
    }

    private static String comparable(String host) {
        try {
            return Host.parse(host).toString().toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noHost) {
            return host;
        }
    }

    private String stray(Layer layer) {
        String keys = CREDENTIALS.stream().filter(key -> layer.get(key).isPresent()).map(SettingKey::name)
                .collect(Collectors.joining(", "));
        return keys + " (" + layer.origin() + ") belong to " + layer.get(SettingKey.PROXMOX_HOST).orElse("")
                + " and are not sent to " + chosenHost()
                + ": give credentials for that host where it is named, or name no host beside those";
    }
}
