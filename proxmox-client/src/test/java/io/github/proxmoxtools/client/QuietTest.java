package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client tells no log a secret, and leaves the JVM around it as it was. */
@Timeout(60)
class QuietTest {
    private static final ApiPath VERSION = ApiPath.parse("/version");
    private static final List<String> SECRETS = List.of("s3cr3t", "pass-w0rd", "PVE:a@pve", "PVE%3Aa", "csrf-t0ken",
            "987654", "hidden-value", "PVE:!tfa!");

    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();

    private void useToken() {
        server.answersJson("{\"data\":1}").answers("500 hidden", "", "{\"data\":null}")
                .answers("503 Busy", "", "{\"data\":null}").then((out, request) -> false);
        try (ProxmoxClient client = server.client().build()) {
            ApiRequest write = ApiRequest.post(VERSION, Parameter.secret("password", "hidden-value"));
            client.send(write);
            for (int failure = 0; failure < 3; failure++) {
                assertThrows(ProxmoxException.class, () -> client.send(write));
            }
        }
    }

    private void useTicket() {
        server.answersJson(
                "{\"data\":{\"NeedTFA\":1,\"ticket\":\"PVE:!tfa!x\",\"CSRFPreventionToken\":\"csrf-t0ken\"}}")
                .answersJson("{\"data\":{\"ticket\":\"PVE:a@pve:6B03::x\",\"CSRFPreventionToken\":\"csrf-t0ken\"}}")
                .answersJson("{\"data\":1}");
        var credentials = new Credentials.Password("a@pve", "pass-w0rd", "987654");
        try (ProxmoxClient client = server.client().credentials(credentials).build()) {
            client.send(ApiRequest.post(VERSION, Parameter.secret("password", "hidden-value")));
        }
    }

    @Test
    void noLogHoldsASecretEvenIfAllOfApacheIsLogged() {
        List<String> lines = CapturedLogs.during(() -> {
            useToken();
            useTicket();
        });
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("io.github.proxmoxtools")), "ours was captured");
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("org.apache.hc")), "theirs was captured");
        for (String secret : SECRETS) {
            List<String> telling = lines.stream().filter(line -> line.contains(secret)).toList();
            assertEquals(List.of(), telling);
        }
        assertTrue(server.requests().toString().contains("s3cr3t"), "the secrets were used");
    }

    @Test
    void nothingOfTheWholeJvmIsChanged() throws Exception {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        SSLContext context = SSLContext.getDefault();
        ProxySelector proxies = ProxySelector.getDefault();
        Authenticator authenticator = Authenticator.getDefault();
        var socketFactory = HttpsURLConnection.getDefaultSSLSocketFactory();
        var verifier = HttpsURLConnection.getDefaultHostnameVerifier();
        boolean redirects = HttpURLConnection.getFollowRedirects();
        useToken();
        useTicket();
        assertEquals(Map.copyOf(properties), Map.copyOf(System.getProperties()));
        assertSame(context, SSLContext.getDefault());
        assertSame(proxies, ProxySelector.getDefault());
        assertSame(authenticator, Authenticator.getDefault());
        assertSame(socketFactory, HttpsURLConnection.getDefaultSSLSocketFactory());
        assertSame(verifier, HttpsURLConnection.getDefaultHostnameVerifier());
        assertEquals(redirects, HttpURLConnection.getFollowRedirects());
        var connection = URI.create("https://localhost/").toURL().openConnection();
        assertFalse(connection.getClass().getName().contains("apache"), connection.getClass()::getName);
    }
}
