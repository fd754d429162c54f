package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.NodeSystem;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A node's certificates: its own, and one that was uploaded in its place. */
final class CertificateHandlers {
    private static final Duration ORDER = Duration.ofSeconds(5);
    private static final String OWN = "pve-ssl.pem";
    private static final String UPLOADED = "pveproxy-ssl.pem";
    private static final Pattern PEM = Pattern
            .compile("(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----");

    private CertificateHandlers() {}

    static void register(Registry registry) {
        String base = "/nodes/{node}/certificates";
        registry.get(base, call -> Directory.of("name", "acme", "custom", "info"));
        registry.get(base + "/info", CertificateHandlers::info);
        registry.post(base + "/custom", CertificateHandlers::upload);
        registry.delete(base + "/custom", CertificateHandlers::remove);
        registry.post(base + "/acme/certificate", call -> order(call, "acmenewcert"));
        registry.put(base + "/acme/certificate", call -> order(call, "acmerenew"));
        registry.delete(base + "/acme/certificate", call -> order(call, "acmerevoke"));
    }

    private static Object info(Call call) {
        NodeSystem system = Systems.of(call);
        List<Object> rows = new ArrayList<>();
        system.ownCertificate().ifPresent(pem -> rows.add(row(OWN, pem)));
        system.certificate().ifPresent(pem -> rows.add(row(UPLOADED, pem)));
        return rows;
    }

    private static Object upload(Call call) {
        NodeSystem system = Systems.of(call);
        if (system.certificate().isPresent() && !call.params().flag("force")) {
            throw ApiError.parameter("force", "Custom certificate exists but 'force' is not set.");
        }
        if (!call.params().has("key") && system.certificate().isEmpty()) {
            throw ApiError.parameter("key",
                    "Attempted to upload custom certificate without (existing) key.");
        }
        Matcher pem = PEM.matcher(call.params().get("certificates"));
        if (!pem.find()) {
            throw ApiError.parameter("certificates", "invalid format - not a valid PEM-formatted string");
        }
        Object row = row(UPLOADED, pem.group() + "\n");
        system.setCertificate(pem.group() + "\n");
        return row;
    }

    private static @Nullable Object remove(Call call) {
        Systems.of(call).setCertificate(null);
        return null;
    }

    private static Object order(Call call, String type) {
        Map<String, String> config = Systems.of(call).config();
        boolean hasDomains = config.getOrDefault("acme", "").contains("domains=")
                || config.keySet().stream().anyMatch(key -> key.startsWith("acmedomain"));
        if (!hasDomains) {
            throw ApiError.died(type.equals("acmenewcert")
                    ? "No domains configured in node configuration"
                    : "ACME domain list in node configuration is missing!");
        }
        return call.task(type, "", null, TaskWork.lasting(ORDER, log -> {
            log.accept("Loading ACME account details");
            throw new TaskFailure("ACME account config file 'default' does not exist.");
        }));
    }

    private static Object row(String filename, String pem) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            String hash = HexFormat.ofDelimiter(":").withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            return new Row().with("filename", filename).with("fingerprint", hash).with("pem", pem)
                    .with("subject", slashed(certificate.getSubjectX500Principal().getName()))
                    .with("issuer", slashed(certificate.getIssuerX500Principal().getName()))
                    .with("notbefore", certificate.getNotBefore().toInstant().getEpochSecond())
                    .with("notafter", certificate.getNotAfter().toInstant().getEpochSecond())
                    .with("public-key-type", certificate.getPublicKey() instanceof RSAKey
                            ? "rsaEncryption"
                            : "id-ecPublicKey")
                    .with("public-key-bits", bits(certificate)).with("san", names(certificate)).fields();
        } catch (GeneralSecurityException e) {
            throw ApiError.parameter("certificates", "unable to read certificate: " + e.getMessage());
        }
    }

    private static int bits(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAKey key -> key.getModulus().bitLength();
            case ECKey key -> key.getParams().getCurve().getField().getFieldSize();
            default -> 0;
        };
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null ? List.of() : names.stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private static String slashed(String name) {
        List<String> parts = new ArrayList<>(List.of(name.split("(?<!\\\\),")));
        Collections.reverse(parts);
        return "/" + String.join("/", parts);
    }
}
