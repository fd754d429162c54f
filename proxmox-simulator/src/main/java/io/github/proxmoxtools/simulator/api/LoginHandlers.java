package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.User;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Logging in with a password. */
final class LoginHandlers {
    private static final Map<String, String> CAPABILITIES = Map.of("vms", "/vms", "storage", "/storage", "access",
            "/access", "nodes", "/nodes", "dc", "/", "sdn", "/sdn", "mapping", "/mapping");
    private static final Map<String, String> CAPABILITY_PATTERNS = Map.of("vms", "VM\\..*|Permissions.Modify",
            "storage", "Datastore\\..*|Permissions.Modify", "access",
            "User.Modify|Group.Allocate|Permissions.Modify", "nodes", "Sys\\..*|Permissions.Modify", "dc",
            "Sys.Audit|Sys.Modify|SDN\\..*", "sdn", "SDN\\..*|Permissions.Modify", "mapping",
            "Mapping\\..*|Permissions.Modify");

    private LoginHandlers() {}

    static void register(Registry registry) {
        registry.get("/access/ticket", LoginHandlers::none);
        registry.post("/access/ticket", LoginHandlers::login);
    }

    /** Exists so that a page can ask for it before a login. */
    private static @Nullable Object none(Call call) {
        return null;
    }

    private static Object login(Call call) {
        String userid = userid(call.params());
        User user = call.access().activeUser(userid, call.now())
                .orElseThrow(() -> ApiError.unauthorized("authentication failure"));
        String password = call.params().get("password");
        boolean isRenewal = call.tickets().userOf(password, call.now()).filter(userid::equals).isPresent();
        if (call.params().has("tfa-challenge")) {
            requireCode(call, user, password);
        } else if (!isRenewal && !user.hasPassword(password)) {
            throw ApiError.unauthorized("authentication failure");
        } else if (!isRenewal && user.totpSecret().isPresent()) {
            return Map.of("username", userid, "NeedTFA", 1, "ticket",
                    call.tickets().issueChallenge(userid, call.now()), "CSRFPreventionToken",
                    call.tickets().issueCsrf(userid, call.now()));
        }
        Row row = new Row().with("username", userid).with("ticket", call.tickets().issue(userid, call.now()))
                .with("CSRFPreventionToken", call.tickets().issueCsrf(userid, call.now()))
                .with("cap", capabilities(call, userid));
        return call.cluster().nodes().size() > 1
                ? row.with("clustername", call.cluster().name()).fields()
                : row.fields();
    }

    private static void requireCode(Call call, User user, String password) {
        String challenge = call.params().get("tfa-challenge");
        boolean isRight = call.tickets().isChallengeFor(user.id(), challenge, call.now()) && user.totpSecret()
                .filter(secret -> password.equals("totp:" + Totp.code(secret, call.now()))).isPresent();
        if (!isRight) {
            throw ApiError.unauthorized("authentication failure");
        }
    }

    private static String userid(Params params) {
        String name = params.get("username");
        return params.has("realm") && !name.contains("@") ? name + "@" + params.text("realm") : name;
    }

    private static Object capabilities(Call call, String userid) {
        Map<String, Object> all = new LinkedHashMap<>();
        CAPABILITIES.forEach((name, path) -> {
            Map<String, Integer> here = new LinkedHashMap<>();
            String pattern = CAPABILITY_PATTERNS.getOrDefault(name, "");
            call.access().privileges(userid, path).stream().filter(privilege -> privilege.matches(pattern))
                    .forEach(privilege -> here.put(privilege, 1));
            all.put(name, here);
        });
        return all;
    }
}
