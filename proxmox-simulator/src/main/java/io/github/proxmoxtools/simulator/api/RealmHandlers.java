package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Realms: where users are authenticated. */
final class RealmHandlers {
    private static final Set<String> STEERING = Set.of("realm", "delete", "digest");
    /** Kept apart from the configuration, and never shown; the key for OpenID is not. */
    private static final Set<String> SECRETS = Set.of("password");

    private static final Map<String, List<String>> REQUIRED = Map.of("ldap", List.of("base_dn", "server1", "user_attr"),
            "ad", List.of("domain", "server1"), "openid", List.of("client-id", "issuer-url"));

    private RealmHandlers() {}

    static void register(Registry registry) {
        registry.get("/access/domains", RealmHandlers::list);
        registry.post("/access/domains", RealmHandlers::create);
        registry.get("/access/domains/{realm}", RealmHandlers::read);
        registry.put("/access/domains/{realm}", RealmHandlers::update);
        registry.delete("/access/domains/{realm}", RealmHandlers::delete);
        registry.get("/access/openid", call -> Directory.of("subdir", "login", "auth-url"));
        registry.post("/access/openid/auth-url", RealmHandlers::authenticationUrl);
        registry.post("/access/openid/login", RealmHandlers::openIdLogin);
    }

    private static Object list(Call call) {
        return call.access().realms().entrySet().stream().map(realm -> {
            Row row = new Row().with("realm", realm.getKey()).with("type", realm.getValue().get("type"))
                    .withText("comment", String.valueOf(realm.getValue().getOrDefault("comment", "")));
            return isDefault(realm.getValue()) ? row.with("default", 1).fields() : row.fields();
        }).toList();
    }

    private static boolean isDefault(Map<String, Object> options) {
        return String.valueOf(options.get("default")).equals("1");
    }

    private static Object read(Call call) {
        return new Row().withAll(require(call, "")).with("digest", call.access().realmsDigest()).fields();
    }

    private static @Nullable Object create(Call call) {
        String failed = "add auth server failed: ";
        String realm = call.params().get("realm");
        if (call.access().realms().containsKey(realm)) {
            throw ApiError.died(failed + "domain '" + realm + "' already exists");
        }
        Map<String, Object> options = new TreeMap<>();
        set(call, options);
        requireOptions(failed, options);
        call.access().realms().put(realm, options);
        return null;
    }

    private static @Nullable Object update(Call call) {
        String failed = "update auth server failed: ";
        Map<String, Object> options = require(call, failed);
        String digest = call.params().text("digest");
        if (!digest.isEmpty() && !digest.equals(call.access().realmsDigest())) {
            throw ApiError.died(failed + "detected modified configuration - file changed by other user? Try again.");
        }
        Map<String, Object> changed = new TreeMap<>(options);
        call.params().list("delete").forEach(changed::remove);
        set(call, changed);
        requireOptions(failed, changed);
        call.access().realms().put(call.params().get("realm"), changed);
        return null;
    }

    private static @Nullable Object delete(Call call) {
        require(call, "delete auth server failed: ");
        call.access().realms().remove(call.params().get("realm"));
        return null;
    }

    private static void requireOptions(String failed, Map<String, Object> options) {
        REQUIRED.getOrDefault(String.valueOf(options.get("type")), List.of()).stream()
                .filter(option -> !options.containsKey(option)).findFirst().ifPresent(option -> {
                    throw ApiError.died(failed + "missing value for required option '" + option + "'");
                });
    }

    private static void set(Call call, Map<String, Object> options) {
        if (call.params().flag("default")) {
            call.access().realms().values().forEach(other -> other.remove("default"));
        }
        call.params().firsts().forEach((key, value) -> {
            if (!STEERING.contains(key) && !SECRETS.contains(key)) {
                boolean isFlag = call.method().parameter(key).filter(found -> found.type() == ApiKind.BOOLEAN)
                        .isPresent();
                options.put(key, isFlag ? (Object) Integer.valueOf(value) : value);
            }
        });
    }

    private static Object authenticationUrl(Call call) {
        String realm = call.params().get("realm");
        Map<String, Object> options = call.access().realms().get(realm);
        if (options == null) {
            throw ApiError.died("authentication domain '" + realm + "' does not exist");
        }
        if (!"openid".equals(options.get("type"))) {
            throw ApiError.died("wrong realm type (" + options.get("type") + " != openid)");
        }
        return options.get("issuer-url") + "/authorize?response_type=code&client_id=" + encoded(options, "client-id")
                + "&redirect_uri=" + URLEncoder.encode(call.params().get("redirect-url"), StandardCharsets.UTF_8)
                + "&scope=openid+email+profile&state=" + UUID.randomUUID() + "&nonce=" + UUID.randomUUID();
    }

    private static String encoded(Map<String, Object> options, String key) {
        return URLEncoder.encode(String.valueOf(options.get(key)), StandardCharsets.UTF_8);
    }

    /** Nobody ever comes back from an identity provider that does not exist. */
    private static Object openIdLogin(Call call) {
        throw ApiError.unauthorized("authentication failure");
    }

    private static Map<String, Object> require(Call call, String prefix) {
        String realm = call.params().get("realm");
        Map<String, Object> options = call.access().realms().get(realm);
        if (options == null) {
            throw ApiError.died(prefix + (prefix.isEmpty()
                    ? "domain '" + realm + "' does not exist"
                    : "authentication domain '" + realm + "' does not exist"));
        }
        return options;
    }
}
