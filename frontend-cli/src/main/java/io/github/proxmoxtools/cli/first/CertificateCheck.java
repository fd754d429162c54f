package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ServerCertificate;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.client.UnreachableException;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows a server's certificate and finds out whether it may be trusted, before anything is sent. */
final class CertificateCheck {
    private final Interview interview;
    private final Given given;
    private final Settings settings;
    private final Optional<Set<String>> expected;

    /**
     * Prepares the check.
     *
     * @param interview asks
     * @param given what was said on the command line
     * @param settings host, authorities, proxy and time limit
     * @param expected the fingerprints that were given, if any
     */
    CertificateCheck(Interview interview, Given given, Settings settings, Optional<Trust.Fingerprints> expected) {
        this.interview = interview;
        this.given = given;
        this.settings = settings;
        this.expected = expected.map(Trust.Fingerprints::sha256);
    }

    /** Gives the fingerprint to pin; empty where the chain is trusted and is to stay what decides. */
    Optional<String> accepted(Host host) {
        ServerCertificate shown = look(host);
        describe(shown);
        if (expected.isPresent()) {
            if (!expected.get().contains(shown.fingerprint())) {
                throw rejected(shown, "is not the one that --fingerprint names", "Somebody may be in between, or the "
                        + "certificate was renewed. Compare again.");
            }
            return Optional.of(shown.fingerprint());
        }
        if (shown.objection().isEmpty()) {
            return interview.canAsk() && interview.agrees("It is trusted by this system. Pin it all the same? Whoever "
                    + "renews it has to pin the new one then.")
                            ? Optional.of(shown.fingerprint())
                            : Optional.empty();
        }
        if (given.has("accept-fingerprint")) {
            interview.explain("Accepted without a comparison, as --accept-fingerprint says.");
            return Optional.of(shown.fingerprint());
        }
        if (!interview.canAsk()) {
            throw rejected(shown, "is not trusted, and there is no terminal to ask",
                    "Compare the fingerprint with the one that the web interface shows (node > System > Certificates), "
                            + "or that `pvenode cert info` prints on the node, and give it: --fingerprint "
                            + shown.fingerprint() + ". --accept-fingerprint takes whatever is shown.");
        }
        if (!interview.agrees("Is this the fingerprint that the web interface shows (node > System > Certificates), or "
                + "`pvenode cert info` on the node? Pin it?")) {
            throw Interview.refused("The certificate of " + host + " was not accepted; nothing was sent or written",
                    "");
        }
        return Optional.of(shown.fingerprint());
    }

    private ServerCertificate look(Host host) {
        Trust trust = settings.get(SettingKey.PROXMOX_CA_FILE).isPresent()
                ? settings.trusted()
                : new Trust.SystemStore();
        try {
            return ServerCertificate.shownBy(host, trust, settings.requestTimeout(), settings.httpProxy());
        } catch (UnreachableException e) {
            throw new TransportFailure(FailureKind.UNREACHABLE, String.valueOf(e.getMessage()),
                    "Check host, port (8006 unless the host names another) and network; nothing was sent.", true,
                    Optional.empty(), Map.of(), e);
        }
    }

    private void describe(ServerCertificate shown) {
        interview.explain("Certificate of " + shown.host() + ":");
        facts(shown, Instant.now())
                .forEach((name, value) -> interview.explain("  " + name + " ".repeat(10 - name.length())
                        + CellText.clean(value)));
    }

    static Map<String, String> facts(ServerCertificate shown, Instant now) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("SHA-256", shown.fingerprint());
        facts.put("subject", shown.certificate().getSubjectX500Principal().getName());
        facts.put("issuer", shown.certificate().getIssuerX500Principal().getName());
        Instant end = shown.certificate().getNotAfter().toInstant();
        facts.put("valid", day(shown.certificate().getNotBefore().toInstant()) + " to " + day(end) + " ("
                + daysLeft(end, now) + ")");
        facts.put("trusted", shown.objection().map(why -> "no: " + why).orElse("yes"));
        return facts;
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }

    static String daysLeft(Instant end, Instant now) {
        long days = Duration.between(now, end).toDays();
        return end.isBefore(now) ? "expired" : days + (days == 1 ? " day left" : " days left");
    }

    private static TransportFailure rejected(ServerCertificate shown, String why, String guidance) {
        return new TransportFailure(FailureKind.CERTIFICATE, "The certificate of " + shown.host() + " " + why
                + "; nothing was sent", guidance, false, Optional.empty(),
                Map.of("seenFingerprint", shown.fingerprint()), null);
    }
}
