package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.http.HttpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says about HTTP. */
class HttpFlagsTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    private static HttpSettings read(String... words) {
        return HttpFlags.read(CommandLine.parse(words)).orElseThrow();
    }

    private static String refusal(String... words) {
        return String.valueOf(assertThrows(UsageException.class, () -> read(words)).getMessage());
    }

    private String file(String name, String content, String rights) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file.toString();
    }

    @Test
    void speaksOverStandardStreamsUnlessToldOtherwise() {
        assertTrue(HttpFlags.read(CommandLine.parse("--demo")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"8080,127.0.0.1,8080", "127.0.0.1:0,127.0.0.1,0", "[::1]:65535,::1,65535", "localhost:80,localhost,80"})
    void readsAddressAndPort(String words, String name, int port) {
        HttpSettings settings = read("--http", words);
        assertEquals(name, settings.name());
        assertEquals(port, settings.port());
        assertTrue(settings.address().isLoopbackAddress());
        assertNull(settings.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "65536", "99999", ":80", "::1:80", "http://localhost:80", "127.0.0.1:",
            "[]:1",
            "[x]:1", "nowhere.invalid:80"})
    void refusesWhatIsNoAddress(String words) {
        assertTrue(refusal("--http", words).startsWith("--http"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:0", "[::]:0", "192.0.2.1:8443"})
    void servesOthersOnlyWithATokenAndTls(String address) throws Exception {
        String token = file("token", TOKEN, "rw-------");
        String pem = file("pem", "x", "rw-------");
        List<String> words = new ArrayList<>(List.of("--http", address));
        assertTrue(refusal(words.toArray(String[]::new)).contains("--bearer-file"));
        words.addAll(List.of("--bearer-file", token));
        assertTrue(refusal(words.toArray(String[]::new)).contains("--tls-cert"));
        words.addAll(List.of("--tls-cert", pem, "--tls-key", pem));
        assertEquals(TOKEN, read(words.toArray(String[]::new)).token());
        assertTrue(refusal("--http", address, "--tls-cert", pem, "--tls-key", pem).contains("--bearer-file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-r--r--", "rw--w----", "rw-----w-"})
    void refusesATokenThatOthersCanReadOrChange(String rights) throws Exception {
        String refusal = refusal("--http", "0", "--bearer-file", file("token", TOKEN, rights));
        assertTrue(refusal.contains("chmod 600"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcde", "0123456789abcdef\n0123456789abcdef", "0123456789 abcdef",
            "0123456789abcdé"})
    void refusesWhatIsNoToken(String content) throws Exception {
        String refusal = refusal("--http", "0", "--bearer-file", file("token", content, "rw-------"));
        assertTrue(refusal.contains("16"), refusal);
        assertFalse(refusal.contains("abcd"), refusal);
    }

    @Test
    void readsTheTokenWithoutTheEndOfItsLine() throws Exception {
        HttpSettings settings = read("--http", "0", "--bearer-file", file("token", TOKEN + "\r\n", "r--------"));
        assertEquals(TOKEN, settings.token());
        assertFalse(settings.toString().contains(TOKEN), settings.toString());
    }

    @Test
    void wantsBothHalvesOfACertificate() throws Exception {
        String pem = file("pem", "x", "rw-------");
        assertTrue(refusal("--http", "0", "--tls-cert", pem).contains("--tls-key"));
        assertTrue(refusal("--http", "0", "--tls-key", pem).contains("--tls-cert"));
        assertTrue(refusal("--http", "0", "--tls-cert", pem, "--tls-key", pem + "x").contains("there is no file"));
    }

    @Test
    void readsWhomToLetIn() {
        HttpSettings settings = read("--http", "0", "--allow-host", "a.example.com", "--allow-host", "[fd00::1]",
                "--allow-origin", "https://b.example.com:8443");
        assertEquals(Set.of("a.example.com", "fd00::1"), settings.allowedHosts());
        assertEquals(Set.of("https://b.example.com:8443"), settings.allowedOrigins());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--allow-host=a:80", "--allow-host=*", "--allow-host=", "--allow-host=http://a",
            "--allow-origin=a.example.com", "--allow-origin=*", "--allow-origin=null", "--allow-origin=https://a/",
            "--allow-origin=https://a/b"})
    void refusesWhatLetsInNobodyOrEverybody(String word) {
        assertTrue(refusal("--http", "0", word).startsWith("--allow-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bearer-file=x", "--tls-cert=x", "--tls-key=x", "--allow-host=x", "--allow-origin=x"})
    void refusesFlagsThatNeedHttp(String word) {
        assertTrue(refusal(word).contains("only with --http"));
    }
}
