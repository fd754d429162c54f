package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

@ProxmoxSimulator
class AccessTest {
    private static final String KEY = "12345678901234567890";

    @Test
    void aSeparatedTokenStartsWithNothingAndListsAreSilentlyEmpty(Simulator simulator) throws Exception {
        simulator.state().addToken(simulator.username(), "weak", "s3cret", true);
        try (var client = new RawClient(simulator, "pve1", "PVEAPIToken=admin@pve!weak=s3cret")) {
            assertEquals("{\"data\":[]}", client.get("/nodes/pve1/qemu").body());
            assertEquals("{\"data\":[]}", client.get("/access/users").body());
            // Permission is checked before existence.
            var answer = client.get("/nodes/pve1/qemu/999/config");
            assertEquals("HTTP/1.1 403 Permission check failed (/vms/999, VM.Audit)", answer.statusLine());
        }
        simulator.state().grant("/vms", "admin@pve!weak", "PVEVMUser");
        try (var client = new RawClient(simulator, "pve1", "PVEAPIToken=admin@pve!weak=s3cret")) {
            assertTrue(client.get("/nodes/pve1/qemu").body().contains("web-01"));
        }
    }

    @Test
    void rolesThatStandDeeperReplaceInheritedOnes(Simulator simulator) throws Exception {
        simulator.state().addUser("carol@pve", "carol-password").addToken("carol@pve", "t1", "s", false)
                .grant("/", "carol@pve", "PVEAuditor").grant("/vms/100", "carol@pve", "NoAccess");
        try (var client = new RawClient(simulator, "pve1", "PVEAPIToken=carol@pve!t1=s")) {
            String list = client.get("/nodes/pve1/qemu").body();
            assertTrue(list.contains("db-01") && !list.contains("web-01"), list);
            assertEquals("{\"data\":{\"/vms/100\":{}}}", client.get("/access/permissions?path=/vms/100").body());
        }
    }

    @Test
    void poolsPassOnTheirRights(Simulator simulator) throws Exception {
        simulator.state().addToken("bob@pve", "t1", "s", false);
        try (var client = new RawClient(simulator, "pve3", "PVEAPIToken=bob@pve!t1=s")) {
            assertEquals(200, client.get("/nodes/pve3/qemu/105/status/current").status());
            assertEquals(403, client.get("/nodes/pve3/qemu/104/status/current").status());
        }
    }

    @Test
    void ticketsNeedTheTokenAgainstForgeryForWritesAndGrowOld(Simulator simulator) throws Exception {
        Map<?, ?> login = login(simulator, "username=admin%40pve&password=" + simulator.password());
        String cookie = "Cookie: PVEAuthCookie=" + encode(String.valueOf(login.get("ticket"))) + "\r\n";
        String csrf = "CSRFPreventionToken: " + login.get("CSRFPreventionToken") + "\r\n";
        assertEquals("200 OK", call(simulator, "GET", "/version", cookie));
        assertEquals("401 Permission denied - invalid csrf token",
                call(simulator, "DELETE", "/access/groups/x", cookie));
        assertEquals("500 delete group failed: group 'x' does not exist",
                call(simulator, "DELETE", "/access/groups/x", cookie + csrf));
        simulator.clock().advance(Duration.ofMinutes(121));
        assertEquals("401 Authentication failed!", call(simulator, "GET", "/version", cookie));
    }

    @Test
    void aTicketIsRenewedByItself(Simulator simulator) throws Exception {
        Map<?, ?> login = login(simulator, "username=admin%40pve&password=" + simulator.password());
        Map<?, ?> renewed = login(simulator,
                "username=admin%40pve&password=" + encode(String.valueOf(login.get("ticket"))));
        assertEquals("admin@pve", renewed.get("username"));
    }

    @Test
    void wrongPasswordsAreRefusedInJson(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1", "")) {
            var answer = client.send("POST", "/access/ticket", "username=admin%40pve&password=wrong");
            assertEquals("HTTP/1.1 401 authentication failure", answer.statusLine());
            assertEquals("{\"data\":null,\"message\":\"authentication failure\\n\"}", answer.body());
        }
    }

    @Test
    void aSecondFactorIsAskedForInASecondStep(Simulator simulator) throws Exception {
        simulator.state().addUser("carol@pve", "carol-password").requireTotp("carol@pve", KEY);
        Map<?, ?> first = login(simulator, "username=carol%40pve&password=carol-password");
        assertEquals("1", String.valueOf(first.get("NeedTFA")));
        String challenge = encode(String.valueOf(first.get("ticket")));
        try (var client = new RawClient(simulator, "pve1", "")) {
            assertEquals(401, client.send("POST", "/access/ticket",
                    "username=carol%40pve&password=totp%3A000&tfa-challenge=" + challenge).status());
        }
    }

    @Test
    void aOneTimePasswordIsTakenOnce(Simulator simulator) throws Exception {
        simulator.state().addUser("carol@pve", "carol-password").requireTotp("carol@pve", KEY);
        String code = code(simulator.clock().instant());
        assertEquals(200, answer(simulator, code));
        assertEquals(401, answer(simulator, code));
        assertEquals(401, answer(simulator, code(simulator.clock().instant().minusSeconds(30))), "an older one");
        assertEquals(200, answer(simulator, code(simulator.clock().instant().plusSeconds(30))), "clocks differ");
        try (var client = new RawClient(simulator, "pve1", "")) {
            assertEquals(401, client.send("POST", "/access/ticket",
                    "username=carol%40pve&password=carol-password&otp=" + code).status());
        }
    }

    private static int answer(Simulator simulator, String code) throws Exception {
        Map<?, ?> first = login(simulator, "username=carol%40pve&password=carol-password");
        try (var client = new RawClient(simulator, "pve1", "")) {
            return client.send("POST", "/access/ticket", "username=carol%40pve&password=totp%3A" + code
                    + "&tfa-challenge=" + encode(String.valueOf(first.get("ticket")))).status();
        }
    }

    private static String code(Instant now) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.ISO_8859_1), "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(now.getEpochSecond() / 30).array());
        int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 15, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }

    @Test
    void badParametersAreAllNamedAtOnce(Simulator simulator) throws Exception {
        var answer = RawClient.once(simulator, "POST", "/nodes/pve1/qemu", "vmid=abc&cores=0&nope=1");
        assertEquals("HTTP/1.1 400 Parameter verification failed.", answer.statusLine());
        Map<?, ?> errors = (Map<?, ?>) ((Map<?, ?>) Json.read(answer.body())).get("errors");
        assertEquals(3, errors.size(), answer.body());
        assertEquals("type check ('integer') failed - got 'abc'", errors.get("vmid"));
    }

    @Test
    void someOptionsNeedRootItself(Simulator simulator) throws Exception {
        assertEquals("only root can set 'lock' config",
                RawClient.once(simulator, "PUT", "/nodes/pve1/qemu/100/config", "lock=backup").reason());
    }

    private static Map<?, ?> login(Simulator simulator, String form) throws Exception {
        try (var client = new RawClient(simulator, "pve1", "")) {
            var answer = client.send("POST", "/access/ticket", form);
            assertEquals(200, answer.status(), answer.toString());
            return (Map<?, ?>) ((Map<?, ?>) Json.read(answer.body())).get("data");
        }
    }

    private static String call(Simulator simulator, String method, String path, String headers) throws Exception {
        try (var client = new RawClient(simulator, "pve1", "")) {
            var answer = client.sendRaw(method + " /api2/json" + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
            return answer.status() + " " + answer.reason();
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
