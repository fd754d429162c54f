package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for 127.0.0.1, made by the JDK's own keytool. */
record TestCertificate(SSLContext context, String fingerprint, Path pem) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Holds the one that serves every test that needs no certificate of its own. */
    private static final class Shared {
        static final TestCertificate CERTIFICATE = make();

        private static TestCertificate make() {
            try {
                Path folder = Files.createTempDirectory("certificate");
                folder.toFile().deleteOnExit();
                TestCertificate made = in(folder);
                folder.resolve("key.p12").toFile().deleteOnExit();
                made.pem.toFile().deleteOnExit();
                return made;
            } catch (IOException | InterruptedException | GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    static TestCertificate shared() {
        return Shared.CERTIFICATE;
    }

    static TestCertificate in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        return in(folder, "EC", "-groupname", "secp256r1");
    }

    /** Makes one as Proxmox VE makes them for its nodes. */
    static TestCertificate rsa(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        return in(folder, "RSA", "-keysize", "2048");
    }

    /** Makes one that an authority has signed, which is the one that is exported; valid for thirty days from a start. */
    static TestCertificate signed(Path folder, String start)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("key.p12");
        Path request = folder.resolve("request");
        Path answer = folder.resolve("answer");
        inStore(file, "-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=authority", "-ext",
                "bc=ca:true", "-startdate", "-2y", "-validity", "3650");
        inStore(file, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=127.0.0.1");
        inStore(file, "-certreq", "-alias", "server", "-file", request.toString());
        inStore(file, "-gencert", "-alias", "authority", "-ext", "SAN=IP:127.0.0.1", "-startdate", start, "-validity",
                "30", "-infile", request.toString(), "-outfile", answer.toString());
        inStore(file, "-importcert", "-alias", "server", "-file", answer.toString());
        Path pem = folder.resolve("authority.pem");
        inStore(file, "-exportcert", "-rfc", "-alias", "authority", "-file", pem.toString());
        return of(file, pem);
    }

    private static TestCertificate in(Path folder, String algorithm, String option, String value)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("key.p12");
        Path pem = folder.resolve("certificate.pem");
        inStore(file, "-genkeypair", "-alias", "server", "-keyalg", algorithm, option, value, "-dname",
                "CN=127.0.0.1", "-ext", "SAN=IP:127.0.0.1", "-validity", "30");
        inStore(file, "-exportcert", "-rfc", "-alias", "server", "-file", pem.toString());
        return of(file, pem);
    }

    private static TestCertificate of(Path file, Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(store.getCertificate("server").getEncoded());
        return new TestCertificate(context, HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest), pem);
    }

    private static void inStore(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ScriptedServer.javaTool("keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
