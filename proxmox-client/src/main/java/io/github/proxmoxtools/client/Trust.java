package io.github.proxmoxtools.client;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How the client decides that a certificate belongs to the right server. */
public sealed interface Trust permits Trust.SystemStore, Trust.CaFile, Trust.Fingerprints, Trust.Unverified {
    /** The certificate authorities that the operating system trusts where they can be found, else the JDK's. */
    record SystemStore() implements Trust {}

    /**
     * The certificate authorities in a file, and no others.
     *
     * @param file certificates in PEM form, for example a copy of {@code /etc/pve/pve-root-ca.pem}
     */
    record CaFile(Path file) implements Trust {}

    /**
     * Exactly these certificates; a pin replaces the checks of chain, host name and expiry.
     *
     * @param sha256 SHA-256 fingerprints in any usual notation, kept as colon-separated upper-case hex pairs
     */
    record Fingerprints(Set<String> sha256) implements Trust {
        private static final Pattern DECORATION = Pattern
                .compile("(?i)^\\s*(?:(?:sha-?256)(?:\\s+fingerprint)?\\s*[:=/]\\s*)?");

        /**
         * Brings the fingerprints into one notation.
         *
         * @throws IllegalArgumentException if there is none, or one is not a SHA-256 fingerprint
         */
        public Fingerprints {
            if (sha256.isEmpty()) {
                throw new IllegalArgumentException("at least one fingerprint is needed");
            }
            Set<String> normalized = new LinkedHashSet<>();
            for (String fingerprint : sha256) {
                normalized.add(normalize(fingerprint));
            }
            sha256 = Collections.unmodifiableSet(normalized);
        }

        /**
         * Pins certificates.
         *
         * @param sha256 SHA-256 fingerprints in any usual notation
         * @return the trust
         * @throws IllegalArgumentException if there is none, or one is not a SHA-256 fingerprint
         */
        public static Fingerprints of(String... sha256) {
            return new Fingerprints(new LinkedHashSet<>(List.of(sha256)));
        }

        /**
         * Brings a fingerprint into the notation that Proxmox VE shows.
         *
         * @param fingerprint 64 hex digits, bare or separated by colons, blanks or hyphens, with or without
         *        {@code SHA256:} before them
         * @return 32 colon-separated upper-case hex pairs
         * @throws IllegalArgumentException if it is not a SHA-256 fingerprint
         */
        public static String normalize(String fingerprint) {
            String digits = DECORATION.matcher(fingerprint).replaceFirst("").replaceAll("[:\\s-]", "");
            if (!digits.matches("[0-9A-Fa-f]{64}")) {
                throw new IllegalArgumentException(
                        "a SHA-256 fingerprint is 64 hex digits, for example AB:CD:... as the"
                                + " web interface shows it under a node's certificates, not '" + fingerprint + "'");
            }
            return ofBytes(HexFormat.of().parseHex(digits.toLowerCase(Locale.ROOT)));
        }

        static String ofBytes(byte[] digest) {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        }
    }

    /** Any certificate: whoever sits in between reads and changes everything. Announced once per client. */
    record Unverified() implements Trust {}
}
