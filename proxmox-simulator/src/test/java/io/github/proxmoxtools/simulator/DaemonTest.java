package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server does before its API is reached, and with what it answers. */
@ProxmoxSimulator
class DaemonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{bad json|'\"' expected, at character offset 1 (before \"bad json\")",
            "{\"a\":|malformed JSON string, neither tag, array, object, number, string or atom, at character offset 5 "
                    + "(before \"(end of string)\")",
            "{\"a\":1|, or } expected while parsing object/hash, at character offset 6 (before \"(end of string)\")",
            "{\"a\":[1 2]}|, or ] expected while parsing array, at character offset 8 (before \"2]}\")",
            "{\"a\" 1}|':' expected, at character offset 5 (before \"1}\")",
            "{\"a\":01}|malformed number (leading zero must not be followed by another digit), at character offset 6 "
                    + "(before \"1}\")",
            "{} x|garbage after JSON object, at character offset 3 (before \"x\")",
            "{\"a\":tru}|'true' expected, at character offset 5 (before \"tru}\")"})
    void wrongJsonIsRefusedInTheWordsOfPerl(String json, String text, Simulator simulator) throws Exception {
        Answer answer = post(simulator, "/access/groups", "application/json", json);
        assertEquals("HTTP/1.1 500 " + text + " at /usr/share/perl5/PVE/APIServer/AnyEvent.pm line 934.",
                answer.statusLine());
        assertEquals(List.of(), answer.all("Content-Type"));
    }

    @Test
    void contentTypesAreComparedAsTheyAre(Simulator simulator) throws Exception {
        assertEquals("HTTP/1.1 506 upload 'Content-Type 'Application/JSON' not implemented",
                post(simulator, "/access/groups", "Application/JSON", "{}").statusLine());
        assertEquals(200, post(simulator, "/access/groups", "application/json; charset=utf-8", "{\"groupid\":\"g\"}")
                .status());
    }

    @Test
    void formsAreLimitedByVersion() throws Exception {
        String form = "groupid=g&comment=" + "x".repeat(70_000);
        try (Simulator old = Simulator.builder().profile("7.4").start(); Simulator recent = Simulator.start()) {
            Answer refused = post(old, "/access/groups", "application/x-www-form-urlencoded", form);
            assertEquals("HTTP/1.1 501 for data too large", refused.statusLine());
            // Texts of refusals are only in the reason phrase before 8.3.
            assertEquals("", refused.body());
            assertEquals(200, post(recent, "/access/groups", "application/x-www-form-urlencoded", form).status());
        }
    }

    @Test
    void segmentsWithSpacesAreNoPaths(Simulator simulator) throws Exception {
        assertEquals("HTTP/1.1 501 Method 'GET /access/groups/g u' not implemented",
                RawClient.once(simulator, "GET", "/access/groups/g%20u", "").statusLine());
    }

    @Test
    void aParameterMayNotContradictThePath(Simulator simulator) throws Exception {
        RawClient.once(simulator, "POST", "/access/groups", "groupid=g");
        assertEquals(200, RawClient.once(simulator, "PUT", "/access/groups/g", "groupid=g&comment=c").status());
        assertEquals(400, RawClient.once(simulator, "PUT", "/access/groups/g", "groupid=h&comment=c").status());
    }

    @Test
    void unknownFormatsAreRefusedOnlyToThoseWhoMayCall(Simulator simulator) throws Exception {
        String request = "GET /api2/xml/version HTTP/1.1\r\nHost: x\r\n";
        try (var client = new RawClient(simulator, "pve1")) {
            assertEquals("HTTP/1.1 501 no formatter for uri /version, xml",
                    client.sendRaw(request + client.credentials() + "\r\n").statusLine());
        }
        try (var client = new RawClient(simulator, "pve1", "")) {
            assertEquals("HTTP/1.1 401 No ticket", client.sendRaw(request + "\r\n").statusLine());
        }
    }

    @Test
    void pagesGetTheirJsonAsText(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            Answer answer = client.sendRaw(
                    "GET /api2/htmljs/nope HTTP/1.1\r\nHost: x\r\n" + client.credentials() + "\r\n");
            assertEquals("HTTP/1.1 200 OK", answer.statusLine());
            assertEquals(List.of("text/html;charset=UTF-8"), answer.all("Content-Type"));
            assertTrue(answer.body().contains("&quot;success&quot;:0"), answer.body());
        }
    }

    @Test
    void theStatusOfPageErrorsIsTextOrNumberAsTheServerHasIt(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            String died = extjs(client, "DELETE /api2/extjs/access/groups/nope");
            assertTrue(died.contains("\"status\":500"), died);
            String wrong = extjs(client, "POST /api2/extjs/access/groups");
            assertTrue(wrong.contains("\"status\":\"400\""), wrong);
        }
    }

    @Test
    void headersMayGoOnInTheNextLineButNotForever(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            assertEquals(200, client.sendRaw("\r\nGET /api2/json/version HTTP/1.1\r\nX: a\r\n b\r\n"
                    + client.credentials() + "\r\n").status());
            assertEquals("HTTP/1.0 506 unable to parse request header",
                    client.sendRaw("GET /api2/json/version HTTP/1.1\r\nnonsense\r\n\r\n").statusLine());
        }
        try (var client = new RawClient(simulator, "pve1")) {
            assertThrows(IOException.class, () -> client.sendRaw(
                    "GET /api2/json/version HTTP/1.1\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"));
        }
    }

    private static String extjs(RawClient client, String line) throws IOException {
        return client.sendRaw(line + " HTTP/1.1\r\nHost: x\r\n" + client.credentials() + "\r\n").body();
    }

    private static Answer post(Simulator simulator, String path, String type, String body) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            return client.sendRaw("POST /api2/json" + path + " HTTP/1.1\r\nHost: x\r\n" + client.credentials()
                    + "Content-Type: " + type + "\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }
    }
}
