package io.github.proxmoxtools.client.settings;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The settings of a frontend, each with its origin.
 *
 * <p>Order: flags, the selected context, the {@code .env} file, the environment, defaults. The file is
 * {@code proxmox-tools/.env} in the configuration folder, else {@code pi-proxmox/.env}, never both. Contexts are files
 * {@code contexts/NAME.env} beside it.
 */
public final class Settings {
    static final String FLAG_ORIGIN = "flag";
    static final String ENVIRONMENT_ORIGIN = "environment";
    static final String DEFAULT_ORIGIN = "default";

    private static final long MOST_MILLIS = Duration.ofDays(1).toMillis();

    private final Map<SettingKey, Setting> settings;
    private final List<String> warnings;
    private final Optional<String> contradiction;
    private final List<String> unusedContexts;
    private final Path members;
    private final List<Path> folders;

    Settings(Map<SettingKey, Setting> settings, List<String> warnings, Optional<String> contradiction,
            List<String> unusedContexts, Path members, List<Path> folders) {
        this.settings = new EnumMap<>(settings);
        this.warnings = List.copyOf(warnings);
        this.contradiction = contradiction;
        this.unusedContexts = List.copyOf(unusedContexts);
        this.members = members;
        this.folders = List.copyOf(folders);
    }

    /**
     * Reads the settings.
     *
     * @param sources where from
     * @return the settings; their values are checked when a client is made of them
     * @throws SettingsException if a file cannot be read, a context is missing, or credentials would go to a host that
     *         they do not belong to
     */
    public static Settings read(SettingsSources sources) {
        return new SettingsReader(sources).read();
    }

    /**
     * Lists the contexts that can be selected; reads no file.
     *
     * @param sources where from
     * @return their names, sorted
     * @throws SettingsException if the folder of contexts cannot be read
     */
    public static List<String> contexts(SettingsSources sources) {
        return new SettingsReader(sources).contexts();
    }

    /**
     * Gives a setting.
     *
     * @param key which
     * @return the setting, if it has a value
     */
    public Optional<Setting> get(SettingKey key) {
        return Optional.ofNullable(settings.get(key));
    }

    /**
     * Gives all settings that have a value, for people; show secrets by {@link Setting#shownValue}.
     *
     * @return one row per setting, in the order of {@link SettingKey}
     */
    public List<Setting> explain() {
        return settings.values().stream()
                .map(row -> new Setting(row.key(), row.shownValue(), row.origin(), row.secret(), row.shadowed()))
                .toList();
    }

    /**
     * Says what the user should know once: files that others can read, names in files that are no settings, and variables of
     * the environment that do not count because a file says otherwise.
     *
     * @return messages without secrets
     */
    public List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        for (Setting setting : settings.values()) {
            if (setting.shadowed().contains(ENVIRONMENT_ORIGIN) && !setting.origin().equals(FLAG_ORIGIN)) {
                all.add(setting.key() + " of the environment is not used: " + setting.origin() + " comes first");
            }
        }
        return all;
    }

    /**
     * Refuses settings of which nobody can know the cluster that is meant: those where the environment names one context, and
     * a file, which comes first, another.
     *
     * <p>{@link #withCredentials} and {@link #toClientBuilder} refuse them too, so that nothing is sent with them.
     *
     * @throws SettingsException if no flag decides it
     */
    public void requireAgreement() {
        contradiction.ifPresent(message -> {
            throw new SettingsException(message);
        });
    }

    /**
     * Fetches the secret that is needed and not given itself: from the file that is named, else by the command.
     *
     * <p>Nothing is read or run where no secret is missing.
     *
     * @param told receives what the command writes for people, line by line
     * @return these settings with the secrets
     * @throws SettingsException if a file cannot be read, the command fails, or two contexts are named
     */
    public Settings withCredentials(Consumer<String> told) {
        requireAgreement();
        CredentialLookup lookup = new CredentialLookup(settings, told);
        Map<SettingKey, Setting> complete = lookup.complete();
        List<String> all = new ArrayList<>(warnings);
        all.addAll(lookup.warnings());
        return new Settings(complete, all, contradiction, unusedContexts, members, folders);
    }

    /**
     * Lists where secrets of these settings stand: the folders of the settings, and the files that hold one secret.
     *
     * @return files and folders, whether they are there or not
     */
    public List<Path> secretFiles() {
        List<Path> files = new ArrayList<>(folders);
        for (SettingKey key : List.of(SettingKey.PROXMOX_TOKEN_SECRET_FILE, SettingKey.PROXMOX_PASSWORD_FILE)) {
            get(key).ifPresent(file -> files.add(checked(file, () -> Path.of(file.value()))));
        }
        return files;
    }

    /**
     * Names the servers.
     *
     * @return at least one
     * @throws SettingsException if there is none, or one cannot be used
     */
    public List<Host> servers() {
        return hosts();
    }

    /**
     * Says how certificates are judged.
     *
     * @return by pins, authorities, or not at all
     * @throws SettingsException if what is set cannot be used
     */
    public Trust trusted() {
        return trust();
    }

    /**
     * Names the HTTP proxy.
     *
     * @return the proxy, if one is set
     * @throws SettingsException if it cannot be used
     */
    public Optional<Host> httpProxy() {
        return proxy();
    }

    /**
     * Gives the longest time to connect, and the longest silence.
     *
     * @return the time
     * @throws SettingsException if it is not a number of milliseconds
     */
    public Duration requestTimeout() {
        return millis(SettingKey.PROXMOX_TIMEOUT_MS);
    }

    /**
     * Begins a client with these settings; secrets of files and commands are not fetched, see {@link #withCredentials}.
     *
     * @return a builder, on which more can be set
     * @throws SettingsException with all that is missing or cannot be used
     */
    public ProxmoxClient.Builder toClientBuilder() {
        List<String> problems = new ArrayList<>();
        contradiction.ifPresent(problems::add);
        ProxmoxClient.Builder builder = ProxmoxClient.builder();
        collect(problems, this::hosts).ifPresent(builder::hosts);
        collect(problems, this::credentials).ifPresent(builder::credentials);
        collect(problems, this::trust).ifPresent(builder::trust);
        collect(problems, () -> millis(SettingKey.PROXMOX_TIMEOUT_MS)).ifPresent(builder::timeout);
        collect(problems, () -> millis(SettingKey.PROXMOX_TOOL_TIMEOUT_MS));
        collect(problems, this::proxy).flatMap(found -> found).ifPresent(builder::proxy);
        collect(problems, this::auditLog);
        collect(problems, () -> flag(SettingKey.PROXMOX_LEARN_MEMBERS)).filter(learns -> learns && problems.isEmpty())
                .ifPresent(learns -> builder.memberMemory(new MemberFile(members, cluster())));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return builder;
    }

    /**
     * Names who logs in, as far as the settings say it; they may still be unusable.
     *
     * @return the token's id, else the user
     */
    public Optional<String> login() {
        return get(SettingKey.PROXMOX_API_TOKEN).map(whole -> parts(whole)[0])
                .or(() -> get(SettingKey.PROXMOX_TOKEN_ID).map(Setting::value))
                .or(() -> get(SettingKey.PROXMOX_USERNAME).map(Setting::value));
    }

    /**
     * Lists what must not be shown: the values of all secret settings, and of a token that stands in one setting with its
     * id the secret alone.
     *
     * @return texts that are not blank
     */
    public Set<String> secretValues() {
        Set<String> secrets = new LinkedHashSet<>();
        for (SettingKey key : SettingKey.values()) {
            if (key.isSecret()) {
                get(key).map(Setting::value).ifPresent(secrets::add);
            }
        }
        get(SettingKey.PROXMOX_API_TOKEN).map(Settings::parts).filter(parts -> parts.length == 2)
                .ifPresent(parts -> secrets.add(parts[1]));
        secrets.removeIf(String::isBlank);
        return secrets;
    }

    /**
     * Gives how long a tool waits, if somebody said so.
     *
     * @return the time; empty if only the default of 30 seconds would say it
     * @throws SettingsException if it is not a number of milliseconds
     */
    public Optional<Duration> toolTimeout() {
        return get(SettingKey.PROXMOX_TOOL_TIMEOUT_MS).filter(setting -> !setting.origin().equals(DEFAULT_ORIGIN))
                .map(setting -> millis(setting.key()));
    }

    /**
     * Gives where calls that change something are written down, if anywhere.
     *
     * @return an absolute path
     * @throws SettingsException if it is none
     */
    public Optional<Path> auditLog() {
        Optional<Setting> file = get(SettingKey.PROXMOX_AUDIT_LOG);
        return file.isEmpty() ? Optional.empty() : Optional.of(absolute(file.get()));
    }

    private static Path absolute(Setting file) {
        Path path = checked(file, () -> Path.of(file.value()));
        if (!path.isAbsolute()) {
            throw unusable(file, "say an absolute path, so that it is one file wherever the program is started");
        }
        return path;
    }

    @Override
    public String toString() {
        return explain().toString();
    }

    private static <T> Optional<T> collect(List<String> problems, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (SettingsException problem) {
            problems.addAll(problem.messages());
            return Optional.empty();
        }
    }

    private List<Host> hosts() {
        Setting hosts = get(SettingKey.PROXMOX_HOST).orElseThrow(() -> new SettingsException(
                "PROXMOX_HOST is not set: give the name or address of a server, for example pve1.example.com"
                        + (unusedContexts.isEmpty()
                                ? ""
                                : "; or say with --context which one is meant of "
                                        + String.join(", ", unusedContexts))));
        int port = port();
        List<Host> parsed = new ArrayList<>();
        for (String host : items(hosts)) {
            parsed.add(checked(hosts, () -> Host.parse(host, port)));
        }
        if (parsed.isEmpty()) {
            throw unusable(hosts, "names no host");
        }
        return parsed;
    }

    private int port() {
        Setting port = get(SettingKey.PROXMOX_PORT).orElseThrow();
        if (port.value().matches("\\d{1,5}")) {
            int number = Integer.parseInt(port.value());
            if (number >= 1 && number <= 65535) {
                return number;
            }
        }
        throw unusable(port, "a port is 1 to 65535");
    }

    private Credentials credentials() {
        Optional<Setting> whole = get(SettingKey.PROXMOX_API_TOKEN);
        Optional<Setting> id = get(SettingKey.PROXMOX_TOKEN_ID);
        Optional<Setting> username = get(SettingKey.PROXMOX_USERNAME);
        if (whole.isPresent() && id.isPresent()) {
            throw new SettingsException("PROXMOX_API_TOKEN (" + whole.get().origin() + ") and PROXMOX_TOKEN_ID ("
                    + id.get().origin() + ") say the same: give one of them");
        }
        if (whole.isPresent()) {
            return withPassword(wholeToken(whole.get()), username);
        }
        if (id.isPresent()) {
            return withPassword(token(id.get()), username);
        }
        if (username.isEmpty() && get(SettingKey.PROXMOX_TOKEN_SECRET).isPresent()) {
            throw missing(SettingKey.PROXMOX_TOKEN_ID, "USER@REALM!NAME, for example automation@pve!ci",
                    SettingKey.PROXMOX_TOKEN_SECRET);
        }
        return user(username.orElseThrow(() -> new SettingsException("no credentials are set: give PROXMOX_TOKEN_ID and"
                + " PROXMOX_TOKEN_SECRET, or PROXMOX_USERNAME and PROXMOX_PASSWORD")));
    }

    /** A user with a password beside a token is for what tokens cannot do. */
    private Credentials withPassword(Credentials.ApiToken token, Optional<Setting> username) {
        return username.isPresent() && get(SettingKey.PROXMOX_PASSWORD).isPresent()
                ? token.with(user(username.get()))
                : token;
    }

    /** Id and secret, with or without what stands before them in a header. */
    private static String[] parts(Setting whole) {
        return whole.value().replaceFirst("^PVEAPIToken=", "").split("=", 2);
    }

    private static Credentials.ApiToken wholeToken(Setting whole) {
        String[] parts = parts(whole);
        try {
            return new Credentials.ApiToken(parts[0], parts.length == 2 ? parts[1] : "");
        } catch (IllegalArgumentException mayHoldTheSecret) {
            throw unusable(whole, "a token with its secret is USER@REALM!NAME=SECRET, for example"
                    + " automation@pve!ci=01234567-89ab-cdef-0123-456789abcdef");
        }
    }

    private Credentials.ApiToken token(Setting id) {
        Setting secret = get(SettingKey.PROXMOX_TOKEN_SECRET).orElseThrow(() -> missing(SettingKey.PROXMOX_TOKEN_SECRET,
                "the secret that was shown when the token was made", SettingKey.PROXMOX_TOKEN_ID));
        return checked(id, () -> new Credentials.ApiToken(id.value(), secret.value()));
    }

    private Credentials.Password user(Setting username) {
        Setting password = get(SettingKey.PROXMOX_PASSWORD).orElseThrow(
                () -> missing(SettingKey.PROXMOX_PASSWORD, "the user's password", SettingKey.PROXMOX_USERNAME));
        Optional<String> otp = get(SettingKey.PROXMOX_OTP).map(Setting::value);
        return checked(username,
                () -> otp.map(code -> new Credentials.Password(username.value(), password.value(), code))
                        .orElseGet(() -> new Credentials.Password(username.value(), password.value())));
    }

    /** A pin says most, then a file of authorities; not verifying counts only where nothing better is said. */
    private Trust trust() {
        Optional<Setting> pins = get(SettingKey.PROXMOX_FINGERPRINT);
        boolean verified = flag(SettingKey.PROXMOX_VERIFY_SSL);
        if (pins.isPresent()) {
            return checked(pins.get(), () -> new Trust.Fingerprints(new LinkedHashSet<>(items(pins.get()))));
        }
        if (!verified) {
            return new Trust.Unverified();
        }
        return get(SettingKey.PROXMOX_CA_FILE).map(Settings::authorities).orElseGet(Trust.SystemStore::new);
    }

    private static Trust authorities(Setting file) {
        Path path = checked(file, () -> Path.of(file.value()));
        if (!Files.isReadable(path)) {
            throw unusable(file, "there is no such file that can be read");
        }
        return new Trust.CaFile(path);
    }

    /** What was learned holds for these hosts and this trust. */
    private String cluster() {
        String hosts = String.join(",", hosts().stream().map(Host::toString).toList());
        return trust() instanceof Trust.Fingerprints pinned ? hosts + "=" + String.join(",", pinned.sha256()) : hosts;
    }

    private Optional<Host> proxy() {
        return get(SettingKey.PROXMOX_PROXY).map(setting -> checked(setting,
                () -> Host.parse(setting.value().replaceFirst("(?i)^http://", "").replaceFirst("/$", ""), 3128)));
    }

    private boolean flag(SettingKey key) {
        Setting setting = get(key).orElseThrow();
        return switch (setting.value().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw unusable(setting, "say true or false");
        };
    }

    private Duration millis(SettingKey key) {
        Setting setting = get(key).orElseThrow();
        if (setting.value().matches("\\d{1,10}")) {
            long number = Long.parseLong(setting.value());
            if (number >= 1 && number <= MOST_MILLIS) {
                return Duration.ofMillis(number);
            }
        }
        throw unusable(setting, "say milliseconds, 1 to " + MOST_MILLIS);
    }

    private static Collection<String> items(Setting setting) {
        return Arrays.stream(setting.value().split("[,;\\s]+")).filter(item -> !item.isEmpty()).toList();
    }

    private static <T> T checked(Setting setting, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException refusal) {
            throw unusable(setting, String.valueOf(refusal.getMessage()));
        }
    }

    static SettingsException unusable(Setting setting, String reason) {
        return new SettingsException(
                setting.key() + "=" + setting.shownValue() + " (" + setting.origin() + "): " + reason);
    }

    private SettingsException missing(SettingKey key, String what, SettingKey because) {
        String origin = get(because).map(Setting::origin).orElse("");
        return new SettingsException(
                key + " is not set, but " + because + " (" + origin + ") is: give " + what);
    }
}
