package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiException.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @Test
    void expandsEachArgumentAsOneSegment() {
        ApiPath path = ApiPath.expand("/nodes/{node}/storage/{storage}/content/{volume}",
                Map.of("node", "pve1", "storage", "local", "volume", "local:iso/\u00fc x.iso", "other", "../.."));
        assertEquals("/nodes/pve1/storage/local/content/local%3Aiso%2F%C3%BC%20x.iso", path.encoded());
        assertEquals("local:iso/\u00fc x.iso", path.segments().get(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/../b", "a\\..\\b", "../x", "a\nb", "a\u0000", "\u007f", "pve1/qemu/100"})
    void refusesHostileArguments(String value) {
        assertThrows(IllegalArgumentException.class, () -> ApiPath.expand("/nodes/{node}", Map.of("node", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local:iso/../../etc", "..", "a/./b"})
    void refusesDotsInVolumes(String value) {
        assertThrows(IllegalArgumentException.class, () -> ApiPath.expand("/x/{volume}", Map.of("volume", value)));
    }

    @Test
    void namesTheMissingArgument() {
        assertEquals("'vmid' is missing for /qemu/{vmid}",
                assertThrows(IllegalArgumentException.class, () -> ApiPath.expand("/qemu/{vmid}", Map.of()))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"/nodes/pve1/status,/nodes/pve1/status", "/api2/json/version,/version", "/api2/json,/", "/,/",
            "/access/users/root@pam,/access/users/root%40pam", "/a/local%3Aiso%2Fx.iso,/a/local%3Aiso%2Fx.iso",
            "/a/%c3%bc,/a/%C3%BC"})
    void parsesWhatPeopleType(String raw, String encoded) {
        assertEquals(encoded, ApiPath.parse(raw).encoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes", "", "https://pve1:8006/version", "//pve1/version", "/a/../b", "/a/%2e%2E/b",
            "/a/x%2f..%2fy", "/a//b", "/a/", "/a?b=c", "/a#b", "/a\\b", "/a/%00", "/a\tb", "/a/%zz", "/a/%ff", "/a/%4"})
    void refusesOtherPaths(String raw) {
        assertThrows(IllegalArgumentException.class, () -> ApiPath.parse(raw));
    }

    @Test
    void readsAllPartsOfAUpid() {
        String text = "UPID:pve1:0000013B:0003AA49:6B032567:imgdel:555@data1:root@pam!token:";
        Upid upid = Upid.parse(text);
        assertEquals("pve1", upid.node());
        assertEquals(315, upid.pid());
        assertEquals(0x3AA49, upid.processStart());
        assertEquals(Instant.ofEpochSecond(1795368295), upid.startTime());
        assertEquals("imgdel", upid.type());
        assertEquals("555@data1", upid.id());
        assertEquals("root@pam!token", upid.user());
        assertEquals(text, upid.toString());
    }

    @Test
    void acceptsEmptyIdsAndAMissingFinalColon() {
        assertEquals("", Upid.parse("UPID:pve1:00000181:0003DA65:6B0325E2:imgcopy::admin@pve!ci:").id());
        assertEquals("root@pam", Upid.parse("UPID:pve1:00000001:00000001:60000000:qmstart:100:root@pam").user());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPID:bogus", "", "UPID:pve1:1:1:1:qmstart:100:root@pam:",
            "UPID:pv/e1:00000001:00000001:60000000:qmstart:100:root@pam:",
            "UPID:pve1:00000001:00000001:60000000:qmstart:100:root@pam:x"})
    void knowsWhatIsNoUpid(String text) {
        assertFalse(Upid.looksLikeUpid(text));
        assertThrows(IllegalArgumentException.class, () -> Upid.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"pve1,pve1:8006", "192.0.2.1:443,192.0.2.1:443", "https://pve1.example.com/,pve1.example.com:8006",
            "https://[2001:db8::1]:8443/#v1,[2001:db8::1]:8443", "2001:db8::1,[2001:db8::1]:8006", "[::1],[::1]:8006"})
    void readsHosts(String text, String expected) {
        assertEquals(expected, Host.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://pve1", "pve1:0", "pve1:70000", "user:pass@pve1", "pve 1", "pve1/x", "[zz]",
            "pve1\r\nX: y"})
    void refusesOtherHosts(String text) {
        assertThrows(IllegalArgumentException.class, () -> Host.parse(text));
    }

    @Test
    void readsFingerprintsInAnyUsualNotation() {
        String expected = "AB:".repeat(31) + "AB";
        for (String notation : List.of("ab".repeat(32), "ab:".repeat(31) + "AB", "sha256:" + "AB".repeat(32),
                "SHA256 Fingerprint=" + expected, "ab ".repeat(32), "sha256/" + "ab".repeat(32))) {
            assertEquals(expected, Trust.Fingerprints.normalize(notation));
        }
        assertThrows(IllegalArgumentException.class, () -> Trust.Fingerprints.normalize("ab".repeat(20)));
    }

    @Test
    void refusesTokenIdsWithAnExample() {
        for (String id : List.of("root@pam", "ci", "root!ci", "root@pam!", "root@pam!c i", "root@pam!ci=x")) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> new Credentials.ApiToken(id, "x"))
                    .getMessage().contains("for example automation@pve!ci"), id);
        }
        assertThrows(IllegalArgumentException.class, () -> new Credentials.ApiToken("root@pam!ci", "a\r\nb"));
        assertEquals("a@b.de@ldap!ci", new Credentials.ApiToken("a@b.de@ldap!ci", "x").id());
    }

    @Test
    void ordersVersions() {
        assertTrue(PveVersion.parse("9.2.11").compareTo(PveVersion.parse("9.2.3")) > 0);
        assertTrue(PveVersion.parse("7.4-16").compareTo(PveVersion.parse("8.0.0~beta1")) < 0);
        assertEquals(16, PveVersion.parse("7.4-16").patch());
        assertThrows(IllegalArgumentException.class, () -> PveVersion.parse("nine"));
    }

    /** Texts that the server's own code was seen to say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "500|Configuration file 'nodes/pve1/qemu-server/999.conf' does not exist|NOT_FOUND",
            "500|no such user ('ghost@pve')|NOT_FOUND", "500|storage 'nope' does not exist|NOT_FOUND",
            "500|no rule at position 99|NOT_FOUND",
            "500|unable to create VM 101 - VM 101 already exists on node 'pve1'|ALREADY_EXISTS",
            "500|create storage failed: storage ID 'data1' already defined|ALREADY_EXISTS",
            "500|checksum mismatch (file change by other user?)|CHANGED_MEANWHILE",
            "500|detected modified configuration - file changed by other user? Try again.|CHANGED_MEANWHILE",
            "500|VM is locked (backup)|LOCKED",
            "500|can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout|LOCKED",
            "500|only root can set 'args' config|PERMISSION_DENIED",
            "501|Method 'GET /nope' not implemented|NOT_IMPLEMENTED",
            "501|for data too large|BAD_PARAMETERS", "595|Connection refused|NODE_UNREACHABLE",
            "596|tls_process_server_certificate: certificate verify failed|NODE_UNREACHABLE",
            "403|Permission check failed (user != root@pam)|PERMISSION_DENIED",
            "401|Authentication failed!|AUTHENTICATION",
            "500|VM 100 not running|SERVER", "500|value 'bob' does not look like a valid user name|BAD_PARAMETERS",
            "500|create user failed: no such group 'g1'|NOT_FOUND",
            "500|hostname lookup 'nosuchnode' failed - failed to get address info|NOT_FOUND"})
    void readsTheMeaningFromTheText(int status, String text, Meaning meaning) {
        assertEquals(meaning, Meanings.of(status, new ErrorText(text, Map.of())));
    }

    @ParameterizedTest
    @CsvSource({"VM 100 already exists,ALREADY_EXISTS", "no such alias,NOT_FOUND",
            "Only root may use this option.,PERMISSION_DENIED",
            "value may only be 40 characters long,BAD_PARAMETERS"})
    void readsTheMeaningOfParameterErrors(String text, Meaning meaning) {
        assertEquals(meaning,
                Meanings.of(400, new ErrorText("Parameter verification failed.", Map.of("name", text))));
    }
}
