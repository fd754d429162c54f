package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.PartialFailure;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String SECRET = "hunter2-hunter2";
    private static final Redactor REDACTOR = new Redactor(Set.of(SECRET));

    @Test
    void masksGivenValuesWhereverTheyStand() {
        assertEquals("a ***b *** c", REDACTOR.text("a " + SECRET + "b " + SECRET + " c"));
        Map<String, @Nullable Object> nested = new HashMap<>();
        nested.put("a", Arrays.asList(SECRET, null, Map.of("b", "x" + SECRET), 5, true));
        nested.put("n", null);
        Map<String, @Nullable Object> expected = new HashMap<>();
        expected.put("a", Arrays.asList("***", null, Map.of("b", "x***"), 5, true));
        expected.put("n", null);
        assertEquals(expected, REDACTOR.map(nested));
    }

    @Test
    void longestValueGoesFirst() {
        Redactor both = new Redactor(Set.of("abcd")).with(Set.of("abcdefgh", "bcd-abcd"));
        assertEquals("*** *** ***", both.text("abcdefgh bcd-abcd abcd"));
    }

    @Test
    void masksFieldsThatHoldSecretsByTheirName() {
        assertEquals(
                Map.of("password", "***", "Ticket", "***", "CSRFPreventionToken", "***", "otp", "***", "user", "x"),
                new Redactor(Set.of()).map(Map.of("password", "short", "Ticket", "t", "CSRFPreventionToken", "c",
                        "otp", 123456, "user", "x")));
        assertEquals(Map.of("password", List.of("***"), "secret", Map.of("password", "***")),
                new Redactor(Set.of()).map(Map.of("password", List.of("a"), "secret", Map.of("password", "p"))));
    }

    @Test
    void masksWhatLooksLikeATicketOrToken() {
        Redactor none = new Redactor(Set.of());
        assertEquals("got ***", none.text("got PVE:root@pam:65F1A2B3::c2lnbmF0dXJl+/="));
        assertEquals("got ***", none.text("got PVEVNC:65F1A2B3::c2lnbmF0dXJl+/="));
        assertEquals("PVEAPIToken=root@pam!x=***",
                none.text("PVEAPIToken=root@pam!x=01234567-89ab-cdef-0123-456789abcdef"));
        assertEquals("UPID:pve1:0000:0000:65F1A2B3:qmstart:100:root@pam:",
                none.text("UPID:pve1:0000:0000:65F1A2B3:qmstart:100:root@pam:"));
    }

    @Test
    void masksTheTicketThatASpiceProxyIsAskedWith() {
        Redactor none = new Redactor(Set.of());
        String signature = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b";
        for (String place : List.of("100:pve1", "100:pve1:61000", "101:pve1:")) {
            assertEquals(Map.of("host", "***", "proxy", "http://10.0.0.1:3128"), none.map(Map.of("host",
                    "pvespiceproxy:6aaf3e30:" + place + "::" + signature, "proxy", "http://10.0.0.1:3128")));
        }
        assertEquals("got *** for a tunnel", none.text("got PVETUNNEL:65F1A2B3::c2lnbmF0dXJl+/= for a tunnel"));
    }

    @Test
    void masksTheEnvironmentOfAContainer() {
        assertEquals(Map.of("env", "***", "hostname", "db"),
                new Redactor(Set.of()).map(Map.of("env", "POSTGRES_PASSWORD=a\0B=c", "hostname", "db")));
    }

    @ParameterizedTest
    @CsvSource({"https://example.com/a.iso?X-Amz-Signature=5160,https://example.com/a.iso?***",
            "https://bob:hunter22@example.com/a.iso#top,https://***@example.com/a.iso#top",
            "https://example.com/a@b.iso,https://example.com/a@b.iso", "no address?q=1234,no address?q=1234"})
    void masksWhatAnAddressIsSignedWith(String address, String masked) {
        List<ApiRequest> download = List.of(ApiRequest.post(ApiPath.parse("/nodes/a/storage/b/download-url"),
                Parameter.of("url", address)));
        assertEquals(masked, new Redactor(Set.of()).with(Secrecy.valuesIn(download)).text(address));
    }

    /** Whoever reads the log of a task later does not know what it was started with. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            downloading https://s3/a.iso?X-Amz-Expires=9&X-Amz-Signature=51&x=1 to /tmp | downloading https://s3/a.iso?X-Amz-Expires=9&X-Amz-Signature=***&x=1 to /tmp
                                            wget "https://h/a?sv=1&sig=a%2Bb%3D" failed   | wget "https://h/a?sv=1&sig=***" failed
                                            https://h/a?access_token=x#top and ?key=y     | https://h/a?access_token=***#top and ?key=y
                                            https://h/a?author=me&keyboard=de&page=3      | https://h/a?author=me&keyboard=de&page=3
                                            """)
    void masksWhatAnAddressWithinATextIsSignedWith(String text, String masked) {
        assertEquals(masked, new Redactor(Set.of()).text(text));
    }

    @Test
    void masksTheTokenForAnotherClusterAndTheKeyOfOneTimePasswords() {
        Redactor none = new Redactor(Set.of());
        String address = "host=10.0.0.1,apitoken=PVEAPIToken=root@pam!x=01234567-89ab,fingerprint=AA:BB";
        assertEquals("host=10.0.0.1,apitoken=PVEAPIToken=root@pam!x=***,fingerprint=AA:BB", none.text(address));
        assertEquals("apitoken=root@pam!x=***,host=h", none.text("apitoken=root@pam!x=01234567-89ab,host=h"));
        assertEquals("otpauth://totp/pve:root@pam?secret=***&issuer=pve",
                none.text("otpauth://totp/pve:root@pam?secret=JBSWY3DPEHPK3PXP&issuer=pve"));
        assertEquals(List.of("01234567-89ab"), Redactor.secretsWithin(address).toList());
    }

    @Test
    void masksGivenValuesHoweverTheyAreWritten() {
        Redactor given = new Redactor(Set.of("a&b c/d", "Q0ZfVG9rZW49aHVudGVyMgpOYW1lPXJvb3Q="));
        assertEquals("*** *** *** ***",
                given.text("a&b c/d a%26b+c%2Fd a%26b%20c%2Fd Q0ZfVG9rZW49aHVudGVyMgpOYW1lPXJvb3Q="));
        assertEquals("*** and *** by ***", given.text("CF_Token=hunter2 and hunter2 by root"));
        assertEquals("eight: ***", new Redactor(Set.of("abcdefgh")).text("eight: abcdefgh"), "decodes to nothing");
    }

    @Test
    void masksGivenValuesAsTheyStandInJson() {
        String secret = "pa\"ss\\wo\trd";
        assertEquals("{\"a\":\"***\"}", new Redactor(Set.of(secret)).text(JsonText.compact(Map.of("a", secret))));
        assertEquals("cut \u007f \u00e9", new Redactor(Set.of("Y3V0IH8gw6k=")).text("cut \u007f \u00e9"),
                "what decodes to something unreadable was no text");
    }

    @Test
    void valuesOfThreeCharactersAreNoHaystack() {
        assertEquals("abc ***", new Redactor(Set.of("abc", "abcd")).text("abc abcd"));
    }

    @Test
    void someNamesHoldASecretInTheCompanyOfOthersOnly() {
        Redactor none = new Redactor(Set.of());
        assertEquals(Map.of("key", "cipassword", "value", "***", "pending", "***"),
                none.map(Map.of("key", "cipassword", "value", "a", "pending", "b")));
        assertEquals(Map.of("key", "memory", "value", "512"), none.map(Map.of("key", "memory", "value", "512")));
        assertEquals(Map.of("dns", "d", "url", "u", "key", "***"),
                none.map(Map.of("dns", "d", "url", "u", "key", "k")));
        for (Map<String, String> plain : List.of(Map.of("dns", "d", "key", "k"), Map.of("url", "u", "key", "k"),
                Map.of("plugin", "p", "data", "d"), Map.of("api", "a", "data", "d"))) {
            assertEquals(plain, none.map(plain));
        }
        assertEquals(Map.of("plugin", "p", "api", "a", "data", "***"),
                none.map(Map.of("plugin", "p", "api", "a", "data", "d")));
    }

    @ParameterizedTest
    @CsvSource({"/cluster/sdn/dns/a, key", "/nodes/pve1/certificates/custom, key", "/cluster/acme/plugins/a, data",
            "/access/users/a@pve, keys", "/cluster/notifications/endpoints/webhook/a, header",
            "/access/openid/login, code"})
    void someNamesHoldASecretAtOnePlaceOnly(String path, String name) {
        List<ApiRequest> there = List.of(ApiRequest.put(ApiPath.parse(path), Parameter.of(name, "hush-hush")));
        List<ApiRequest> elsewhere = List
                .of(ApiRequest.put(ApiPath.parse("/pools/a"), Parameter.of(name, "hush-hush")));
        assertEquals(Set.of(name), Secrecy.fieldsOf(there));
        assertEquals(Set.of("hush-hush"), Secrecy.valuesIn(there));
        assertEquals(Set.of(), Secrecy.fieldsOf(elsewhere));
        assertEquals(Set.of(), Secrecy.valuesIn(elsewhere));
        assertTrue(Secrecy.of(List.of("pools"), "password"));
    }

    @Test
    void hidesFieldsOfOnePlace() {
        assertEquals(Map.of("key", "***", "pending", Map.of("key", "***"), "url", "u"),
                new Redactor(Set.of()).hiding(Set.of("key"))
                        .map(Map.of("key", "k", "pending", Map.of("key", "k2"), "url", "u")));
    }

    @Test
    void masksTheTicketOfAConsoleWithinText() {
        try (Simulator simulator = Simulator.builder().start();
                ProxmoxClient client = SimulatedEngine
                        .clientOf(simulator,
                                new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret()))
                        .build()) {
            for (String path : List.of("/nodes/pve1/qemu/100/vncproxy", "/nodes/pve1/vncshell")) {
                Data opened = Data.of(client.send(new ApiRequest(HttpMethod.POST, ApiPath.parse(path), List.of()))
                        .data());
                String ticket = opened.at("ticket").text().orElseThrow();
                assertEquals("got *** there", new Redactor(Set.of()).text("got " + ticket + " there"));
            }
        }
    }

    static List<Arguments> documents() {
        return List.of(Arguments.of("password: x y\nuser: a", "password: ***\nuser: a"),
                Arguments.of("  hashed_passwd: $6$x", "  hashed_passwd: ***"),
                Arguments.of("  plain_text_passwd: 'x'", "  plain_text_passwd: ***"),
                Arguments.of("  - passwd: x", "  - passwd: ***"),
                Arguments.of("- {name: a, password: x, type: text}", "- {name: a, password: ***, type: text}"),
                Arguments.of("{\"password\": \"a, b\", \"n\": 1}", "{\"password\": \"***\", \"n\": 1}"),
                Arguments.of("chpasswd:\n  list: |\n    root:x y\n\n    bob:z\n  expire: false\nurl: a:b\na:b",
                        "chpasswd:\n  list: |\n    root:***\n\n    bob:***\n  expire: false\nurl: a:b\na:b"),
                Arguments.of("chpasswd:\n  list:\n    - root:x\n", "chpasswd:\n  list:\n    - root:***\n"),
                Arguments.of("chpasswd: {list: [root:x, bob:y], expire: false}",
                        "chpasswd: {list: ***, expire: false}"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void masksPasswordsOfCloudInit(String document, String masked) {
        assertEquals(masked, new Redactor(Set.of()).text(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock_passwd: true", "ssh_pwauth: true\nchpasswd: {expire: false}",
            "the password of bob: it is old", "cipassword: is required", "passwd -l root"})
    void harmlessWordsStay(String text) {
        assertEquals(text, new Redactor(Set.of()).text(text));
    }

    @Test
    void masksPrivateKeysAndKeyrings() {
        Redactor none = new Redactor(Set.of());
        String head = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
        for (String kind : List.of("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")) {
            String key = "-----BEGIN " + kind + "PRIVATE KEY-----\nMIIEvQ\n-----END " + kind + "PRIVATE KEY-----";
            assertEquals(head + "***\nafter", none.text(head + key + "\nafter"));
            assertEquals("a ***", none.text("a " + key.substring(0, key.length() - 20)));
        }
        assertEquals(Map.of("keyring", "***"), none.map(Map.of("keyring", "[client.admin] key = AQBk")));
    }

    static List<ToolFailure> failures() {
        ToolFailure.CallSite site = new ToolFailure.CallSite("POST", "/x", Optional.of(500));
        ToolFailure server = new ServerFailure(FailureKind.LOCKED, "no " + SECRET, "ask " + SECRET, true, site,
                Map.of("a", SECRET), Optional.of("/x, Y"), null);
        return List.of(server,
                new InvalidCall(FailureKind.NOT_FOUND, "no " + SECRET, "ask", Map.of("a", "no " + SECRET)),
                new Refusal("no " + SECRET, "ask", Map.of("plan", Map.of("a", SECRET))),
                new TransportFailure(FailureKind.TIMEOUT, "no " + SECRET, "ask", true, Optional.of(site),
                        Map.of("a", SECRET), null),
                new TaskFailure(FailureKind.TASK_FAILED, "no " + SECRET, "ask", false, Optional.of(site),
                        Map.of("log", List.of(SECRET))),
                new Cancellation("no " + SECRET, "ask", Map.of("a", SECRET)),
                new PartialFailure(List.of("did " + SECRET), "do " + SECRET, List.of("will " + SECRET), server));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void masksFailuresAndKeepsAllElse(ToolFailure failure) {
        ToolFailure masked = new FailureRedaction(REDACTOR).of(failure);
        assertEquals(failure.getClass(), masked.getClass());
        assertEquals(failure.toMap().toString().replace(SECRET, "***"), masked.toMap().toString());
        assertEquals(failure.kind(), masked.kind());
    }

    @Test
    void failureWithoutSecretsStaysAsItIs() {
        ToolFailure failure = new Refusal("no", "", Map.of());
        assertSame(failure, new FailureRedaction(REDACTOR).of(failure));
    }

    @Test
    void problemWithASecretParameterIsStillTold() {
        ToolFailure failure = new InvalidCall(FailureKind.BAD_ARGUMENT, "password: is required", "",
                Map.of("password", "is required"));
        ToolFailure masked = assertInstanceOf(InvalidCall.class, new FailureRedaction(REDACTOR).of(failure));
        assertTrue(masked.details().containsValue("is required"), masked.details().toString());
    }
}
