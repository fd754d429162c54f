package io.github.proxmoxtools.mcp.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that its own key has signed, made by the JDK's keytool. */
final class TestCertificate {
    private static final String NAME = "test";
    private static final char[] PASSWORD = "password".toCharArray();

    private final HttpSettings.Certificate files;
    private final KeyStore store;

    private TestCertificate(HttpSettings.Certificate files, KeyStore store) {
        this.files = files;
        this.store = store;
    }

    static TestCertificate in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", NAME, "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost,ip:127.0.0.1", "-keystore", file.toString(), "-storepass", new String(PASSWORD))
                .inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        HttpSettings.Certificate files = new HttpSettings.Certificate(folder.resolve("chain.pem"),
                folder.resolve("key.pem"));
        Files.writeString(files.chain(), pem("CERTIFICATE", store.getCertificate(NAME).getEncoded()));
        Files.writeString(files.key(), pem("PRIVATE KEY", store.getKey(NAME, PASSWORD).getEncoded()));
        return new TestCertificate(files, store);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    HttpSettings.Certificate files() {
        return files;
    }

    SSLContext trustingContext() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(NAME, store.getCertificate(NAME));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
