package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
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
            requireChallenge(call, user);
            requireCode(call, user, password.startsWith("totp:") ? password.substring(5) : "");
        } else if (!isRenewal && !user.hasPassword(password)) {
            throw ApiError.unauthorized("authentication failure");
        } else if (!isRenewal && user.totpSecret().isPresent()) {
            if (!call.params().has("otp")) {
                return challenge(call, userid);
            }
            String otp = call.params().text("otp");
            requireCode(call, user, otp.startsWith("totp:") ? otp.substring(5) : otp);
        }
        return call.params().has("path") ? verified(call, userid) : ticket(call, userid);
    }

    private static Object challenge(Call call, String userid) {
        return Map.of("username", userid, "NeedTFA", 1, "ticket", call.tickets().issueChallenge(userid, call.now()),
                "CSRFPreventionToken", call.tickets().issueCsrf(userid, call.now()));
    }

    private static Object ticket(Call call, String userid) {
        Row row = new Row().with("username", userid).with("ticket", call.tickets().issue(userid, call.now()))
                .with("CSRFPreventionToken", call.tickets().issueCsrf(userid, call.now()))
                .with("cap", capabilities(call, userid));
        return call.cluster().nodes().size() > 1
                ? row.with("clustername", call.cluster().name()).fields()
                : row.fields();
    }

    /** Asked for a path and privileges, a login only says whether the user has them there. */
    private static Object verified(Call call, String userid) {
        Set<String> held = call.access().privileges(userid, call.params().text("path"));
        if (!held.containsAll(call.params().list("privs"))) {
            throw ApiError.unauthorized("authentication failure");
        }
        return Map.of("username", userid);
    }

    private static void requireChallenge(Call call, User user) {
        if (!call.tickets().isChallengeFor(user.id(), call.params().get("tfa-challenge"), call.now())) {
            throw ApiError.unauthorized("authentication failure");
        }
    }

    /** A code is taken once: neither it nor an older one is good any more afterwards. */
    private static void requireCode(Call call, User user, String code) {
        OptionalLong step = user.totpSecret().map(secret -> Totp.stepOf(code, secret, call.now()))
                .orElse(OptionalLong.empty());
        if (step.isEmpty() || !user.useTotpStep(step.getAsLong())) {
            throw ApiError.unauthorized("authentication failure");
        }
    }

    private static String userid(Params params) {
        return params.has("realm") ? params.get("username") + "@" + params.text("realm") : params.get("username");
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
