package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.PveVersion;
import io.github.proxmoxtools.client.ServerCertificate;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.client.UnreachableException;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.PrivilegePlan;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks at one thing after the other between the settings and the permissions; only reads are sent. */
final class Examination {
    static final String ROLE = "proxmox-tools";
    private static final Duration SOON = Duration.ofDays(30);
    private static final long NOTICEABLE_SECONDS = 5;
    private static final long HARMFUL_SECONDS = 300;
    private static final PveVersion OLDEST = PveVersion.parse("7.4");
    private static final String NOT_TRIED = "not tried, because of what failed before";

    private final SettingsSources sources;
    private final Catalog catalog;
    private final boolean isChosen;
    private final Clock clock;
    private final Consumer<String> told;
    private final List<Check> checks = new ArrayList<>();
    private Optional<Settings> settings = Optional.empty();
    private Optional<String> version = Optional.empty();

    /**
     * Prepares the examination.
     *
     * @param sources where settings come from
     * @param catalog the tools whose privileges matter
     * @param isChosen whether somebody chose them, so that each of them should work
     * @param clock this machine's time
     * @param told receives what the command says that fetches a secret
     */
    Examination(SettingsSources sources, Catalog catalog, boolean isChosen, Clock clock, Consumer<String> told) {
        this.sources = sources;
        this.catalog = catalog;
        this.isChosen = isChosen;
        this.clock = clock;
        this.told = told;
    }

    Optional<Settings> settings() {
        return settings;
    }

    Optional<String> version() {
        return version;
    }

    /** Gives who calls, as far as the settings say it. */
    Optional<String> login() {
        return settings.flatMap(Settings::login);
    }

    /** Looks at everything up to the login. */
    List<Check> connection() {
        if (readSettings() && reachesServer()) {
            logIn(facts -> {
            });
        }
        return checks;
    }

    /** Looks at everything. */
    List<Check> all() {
        if (!readSettings()) {
            skip("network", "login", "permissions");
        } else if (!reachesServer()) {
            skip("login", "permissions");
        } else if (!logIn(this::permissions)) {
            skip("permissions");
        }
        return checks;
    }

    private void skip(String... names) {
        for (String name : names) {
            checks.add(Check.skip(name, NOT_TRIED));
        }
    }

    private boolean readSettings() {
        try {
            Settings read = Settings.read(sources);
            settings = Optional.of(read);
            Settings complete = read.withCredentials(told);
            settings = Optional.of(complete);
            complete.toClientBuilder();
            List<String> warnings = complete.warnings();
            checks.add(warnings.isEmpty()
                    ? Check.ok("settings", where(complete))
                    : Check.warn("settings", where(complete), warnings));
            return true;
        } catch (SettingsException e) {
            List<String> todo = new ArrayList<>(e.messages().subList(1, e.messages().size()));
            todo.add("'proxmox init' makes settings; 'proxmox config explain' shows them.");
            checks.add(Check.fail("settings", FailureKind.BAD_SETTINGS, e.messages().getFirst(), todo));
            return false;
        }
    }

    private static String where(Settings settings) {
        Set<String> origins = new LinkedHashSet<>();
        settings.explain().stream().map(Setting::origin).filter(origin -> !origin.equals("default"))
                .forEach(origins::add);
        return "from " + String.join(", ", origins);
    }

    /** Whether there is a server that answers and is trusted. */
    private boolean reachesServer() {
        boolean usable = false;
        List<Check> unreachable = new ArrayList<>();
        Settings read = settings.orElseThrow();
        for (Host host : read.servers()) {
            try {
                ServerCertificate shown = ServerCertificate.shownBy(host, read.trusted(), read.requestTimeout(),
                        read.httpProxy());
                checks.add(Check.ok("network " + host, "answers"));
                Check certificate = certificate(shown, read.trusted());
                checks.add(certificate);
                usable |= !certificate.failed();
            } catch (UnreachableException e) {
                unreachable.add(Check.fail("network " + host, FailureKind.UNREACHABLE, String.valueOf(e.getMessage()),
                        List.of("Check the host's name, the port (8006 unless set), the network and its firewalls, and "
                                + "on the node: systemctl status pveproxy")));
            }
        }
        boolean anotherWorks = usable;
        unreachable.forEach(check -> checks.add(anotherWorks
                ? Check.warn(check.name(), check.found(), check.todo())
                : check));
        return usable;
    }

    private Check certificate(ServerCertificate shown, Trust trust) {
        String name = "certificate " + shown.host();
        Instant end = shown.certificate().getNotAfter().toInstant();
        String left = CertificateCheck.daysLeft(end, clock.instant());
        if (shown.objection().isPresent()) {
            return Check.fail(name, FailureKind.CERTIFICATE,
                    shown.objection().get() + "; it shows " + shown.fingerprint(),
                    List.of("Compare with the web interface (node > System > Certificates) or with `pvenode cert info` on "
                            + "the node. If it is the same, set PROXMOX_FINGERPRINT=" + shown.fingerprint()));
        }
        return switch (trust) {
            case Trust.Unverified() ->
                Check.warn(name, "not verified: whoever sits in between reads and changes everything",
                        List.of("Compare, and set PROXMOX_FINGERPRINT=" + shown.fingerprint()
                                + " instead of PROXMOX_VERIFY_SSL=false"));
            case Trust.Fingerprints pins -> expiry(name, "pinned, " + left, end,
                    "A pin holds on; whoever renews the certificate has to pin the new one.");
            case Trust.CaFile file ->
                expiry(name, "trusted by " + file.file() + ", " + left, end, "It must be renewed.");
            case Trust.SystemStore() -> expiry(name, "trusted by this system, " + left, end, "It must be renewed.");
        };
    }

    private Check expiry(String name, String found, Instant end, String todo) {
        return end.isBefore(clock.instant().plus(SOON))
                ? Check.warn(name, found, List.of(todo))
                : Check.ok(name, found);
    }

    private boolean logIn(Consumer<Facts> then) {
        try (ProxmoxClient client = settings.orElseThrow().toClientBuilder().clock(clock).build();
                Engine engine = Engine.builder(catalog, () -> client).build()) {
            String said = engine.facts().version();
            version = Optional.of(said);
            checks.add(Check.ok("login", client.login() + " is accepted"));
            checks.add(supported(said));
            client.clockAhead().map(Examination::clock).ifPresent(checks::add);
            then.accept(engine.facts());
            return true;
        } catch (ToolFailure failure) {
            checks.add(login(failure));
            return false;
        } catch (SettingsException e) {
            checks.add(Check.fail("login", FailureKind.BAD_SETTINGS, String.join("; ", e.messages()), List.of()));
            return false;
        }
    }

    private Check login(ToolFailure failure) {
        Check check = Check.fail("login", failure);
        if (failure.kind() != FailureKind.NOT_LOGGED_IN) {
            return check;
        }
        List<String> todo = new ArrayList<>(check.todo());
        login().ifPresent(who -> todo.add(who.contains("!")
                ? "On a node, see whether the token exists and has not expired: pveum user token list "
                        + who.substring(0, who.indexOf('!'))
                : "On a node, see whether the user is enabled and has not expired: pveum user list"));
        return new Check(check.name(), check.result(), check.found(), todo, check.kind());
    }

    private static Check supported(String said) {
        PveVersion server = PveVersion.parse(said);
        String newest = ApiIndex.versions().getLast();
        if (server.compareTo(OLDEST) < 0 && !server.isAtLeast(OLDEST.major(), OLDEST.minor())) {
            return Check.warn("version",
                    "Proxmox VE " + said + " is older than " + OLDEST + ", the oldest that is known",
                    List.of("Most will work; upgrade the server to be sure."));
        }
        PveVersion known = PveVersion.parse(newest);
        return server.isAtLeast(known.major() + 1, 0)
                ? Check.warn("version",
                        "Proxmox VE " + said + " is newer than " + newest + ", the newest that is known",
                        List.of("Most will work; look for a newer version of this program."))
                : Check.ok("version", "Proxmox VE " + said + " is supported");
    }

    private static Check clock(Duration ahead) {
        long seconds = Math.abs(ahead.toSeconds());
        String found = seconds <= 1
                ? "the server's clock agrees with this one"
                : "the server's clock is " + seconds + " seconds " + (ahead.isNegative() ? "behind" : "ahead of")
                        + " this one";
        List<String> todo = List.of("Tickets and one-time codes depend on it. See on both machines: timedatectl");
        if (seconds >= HARMFUL_SECONDS) {
            return new Check("clock", Check.Result.FAIL, found, todo, Optional.of(FailureKind.SERVER));
        }
        return seconds >= NOTICEABLE_SECONDS ? Check.warn("clock", found, todo) : Check.ok("clock", found);
    }

    private void permissions(Facts facts) {
        try {
            List<ToolRights> all = ToolRights.of(facts, catalog);
            all.forEach(rights -> checks.add(rights(rights)));
            PrivilegePlan lacking = facts.lacking(catalog);
            if (!lacking.byPath().isEmpty()) {
                checks.add(missing(lacking));
            }
        } catch (ToolFailure failure) {
            checks.add(Check.fail("permissions", failure));
        }
    }

    private Check rights(ToolRights rights) {
        String name = "toolset " + rights.toolset();
        if (rights.lacking().isEmpty()) {
            return Check.ok(name, rights.words());
        }
        return isChosen
                ? Check.fail(name, FailureKind.PERMISSION_DENIED, rights.words(), List.of())
                : Check.warn(name, rights.words(), List.of());
    }

    /** A login that may do little may be meant so; one that may do nothing is not. */
    private Check missing(PrivilegePlan lacking) {
        String found = "for the tools that lack privileges: " + lacking.byPath().entrySet().stream()
                .map(entry -> String.join(",", entry.getValue()) + " on " + entry.getKey())
                .collect(Collectors.joining("; "));
        List<String> todo = new ArrayList<>(
                List.of("As root on a node, or choose fewer with --toolsets or --read-only:"));
        todo.addAll(lacking.commands(ROLE, login().orElse("USER@REALM!NAME")));
        boolean none = version.map(said -> PrivilegePlan.of(catalog, said)).filter(lacking::equals).isPresent();
        return isChosen || none
                ? Check.fail("privileges", FailureKind.PERMISSION_DENIED, found, todo)
                : Check.warn("privileges", found, todo);
    }
}
