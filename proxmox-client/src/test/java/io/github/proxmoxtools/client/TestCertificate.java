package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
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

    private static TestCertificate in(Path folder, String algorithm, String option, String value)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("key.p12");
        Path pem = folder.resolve("certificate.pem");
        keytool("-genkeypair", "-alias", "server", "-keyalg", algorithm, option, value, "-dname",
                "CN=127.0.0.1", "-ext", "SAN=IP:127.0.0.1", "-validity", "30", "-storetype", "PKCS12", "-keystore",
                file.toString(), "-storepass", "changeit");
        keytool("-exportcert", "-rfc", "-alias", "server", "-keystore", file.toString(), "-storepass", "changeit",
                "-file", pem.toString());
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

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = ScriptedServer.javaTool("keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
