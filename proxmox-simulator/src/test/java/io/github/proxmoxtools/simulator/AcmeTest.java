package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AcmeTest {
    private static final String ACCOUNTS = "/cluster/acme/account";
    private static final String PLUGINS = "/cluster/acme/plugins";

    @AutoClose
    private final SimulatedApi api = SimulatedApi.of("9.2");
    private String ticket = "";

    @Test
    void pluginsAreKeptBesideTheOneThatIsAlwaysThere() throws Exception {
        assertEquals("standalone", api.column(PLUGINS, "plugin"));
        api.done("POST", PLUGINS, "id", "dns1", "type", "dns", "api", "cf");
        assertEquals("standalone dns1", api.column(PLUGINS, "plugin"));
        assertEquals("standalone", api.map(PLUGINS + "/standalone").get("type"));
        assertEquals("500 ACME plugin 'none' not defined", api.refusal("GET", PLUGINS + "/none"));
        assertEquals("500 ACME plugin ID 'dns1' already exists",
                api.refusal("POST", PLUGINS, "id", "dns1", "type", "dns", "api", "cf"));
    }

    @Test
    void accountsAreForRootAndComeAndGoWithTasks() throws Exception {
        assertEquals("403 Permission check failed (user != root@pam)",
                api.refusal("POST", ACCOUNTS, "contact", "a@example.test"));
        logIn();
        assertEquals(200, asRoot("POST", ACCOUNTS, "contact=a%40example.test").status());
        assertEquals("{\"data\":[]}", asRoot("GET", ACCOUNTS, "").body());
        api.pass(Duration.ofMinutes(1));
        assertEquals("{\"data\":[{\"name\":\"default\"}]}", asRoot("GET", ACCOUNTS, "").body());
        assertTrue(asRoot("GET", ACCOUNTS + "/default", "").body().contains("mailto:a@example.test"));
        assertTrue(asRoot("POST", ACCOUNTS, "contact=a%40example.test").body()
                .contains("ACME account config file 'default' already exists."));
        assertEquals(200, asRoot("DELETE", ACCOUNTS + "/default", "").status());
        api.pass(Duration.ofMinutes(1));
        assertEquals("{\"data\":[]}", asRoot("GET", ACCOUNTS, "").body());
    }

    private void logIn() throws Exception {
        api.simulator().state().addUser("root@pam", "root-password");
        RawClient.Answer answer = RawClient.once(api.simulator(), "POST", "/access/ticket",
                "username=root%40pam&password=root-password");
        Map<?, ?> login = (Map<?, ?>) ((Map<?, ?>) Json.read(answer.body())).get("data");
        ticket = "Cookie: PVEAuthCookie="
                + URLEncoder.encode(String.valueOf(login.get("ticket")), StandardCharsets.UTF_8)
                + "\r\nCSRFPreventionToken: " + login.get("CSRFPreventionToken") + "\r\n";
    }

    private RawClient.Answer asRoot(String method, String path, String body) throws Exception {
        try (var client = new RawClient(api.simulator(), "pve1", "")) {
            String type = body.isEmpty()
                    ? ""
                    : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n";
            return client.sendRaw(method + " /api2/json" + path + " HTTP/1.1\r\nHost: x\r\n" + ticket + type + "\r\n"
                    + body);
        }
    }
}
