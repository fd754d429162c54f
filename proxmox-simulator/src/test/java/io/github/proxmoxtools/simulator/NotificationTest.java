package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {
    private static final String NOTIFICATIONS = "/cluster/notifications";
    private static final String GOTIFY = NOTIFICATIONS + "/endpoints/gotify";
    private static final String MATCHERS = NOTIFICATIONS + "/matchers";

    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.2"})
    void endpointsAndMatchersAreKept(String profile) throws Exception {
        try (SimulatedApi api = SimulatedApi.of(profile)) {
            assertEquals("mail-to-root", api.column(NOTIFICATIONS + "/targets", "name"));
            api.done("POST", GOTIFY, "name", "phone", "server", "https://push.example.test", "token", "hidden");
            assertFalse(api.map(GOTIFY + "/phone").containsKey("token"));
            assertEquals("user-created", api.column(GOTIFY, "origin"));
            assertEquals("400 Cannot create 'phone', an entity with the same name already exists", api.refusal("POST",
                    GOTIFY, "name", "phone", "server", "https://push.example.test", "token", "hidden"));
            api.done("POST", MATCHERS, "name", "urgent", "target", "phone", "match-severity", "error");
            assertEquals("default-matcher urgent", api.column(MATCHERS, "name"));
            assertEquals(List.of("phone"), api.map(MATCHERS + "/urgent").get("target"));
            assertEquals("404 endpoint 'none' not found",
                    api.refusal("POST", MATCHERS, "name", "other", "target", "none"));
            assertEquals("400 cannot delete 'phone', referenced by: urgent",
                    api.refusal("DELETE", GOTIFY + "/phone"));
            api.done("POST", NOTIFICATIONS + "/targets/phone/test");
            api.done("DELETE", MATCHERS + "/urgent");
            api.done("DELETE", GOTIFY + "/phone");
            assertEquals("404 gotify endpoint 'phone' not found", api.refusal("GET", GOTIFY + "/phone"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.2"})
    void whatIsBuiltInCanBeChangedAndComesBack(String profile) throws Exception {
        try (SimulatedApi api = SimulatedApi.of(profile)) {
            Map<String, Object> matcher = api.map(MATCHERS + "/default-matcher");
            assertEquals("builtin", matcher.get("origin"));
            api.done("PUT", MATCHERS + "/default-matcher", "disable", "1");
            assertEquals("modified-builtin", api.map(MATCHERS + "/default-matcher").get("origin"));
            api.done("DELETE", MATCHERS + "/default-matcher");
            assertEquals("builtin", api.map(MATCHERS + "/default-matcher").get("origin"));
        }
    }
}
