package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.User;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Second factors: one source of one-time passwords for each user. */
final class SecondFactorHandlers {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Za-z2-7]+)");

    private SecondFactorHandlers() {}

    static void register(Registry registry) {
        registry.get("/access/tfa", SecondFactorHandlers::all);
        registry.get("/access/tfa/{userid}", call -> entries(UserHandlers.require(call)));
        registry.post("/access/tfa/{userid}", SecondFactorHandlers::add);
        registry.get("/access/tfa/{userid}/{id}", call -> entry(require(call)));
        registry.put("/access/tfa/{userid}/{id}", SecondFactorHandlers::update);
        registry.delete("/access/tfa/{userid}/{id}", SecondFactorHandlers::delete);
        registry.get("/access/users/{userid}/tfa", SecondFactorHandlers::types);
        registry.put("/access/users/{userid}/unlock-tfa", call -> {
            UserHandlers.require(call);
            return 0;
        });
    }

    private static Object all(Call call) {
        return call.access().users().values().stream().filter(user -> user.totpSecret().isPresent())
                .filter(user -> user.id().equals(call.caller().userid().orElse(""))
                        || call.caller().holdsAny("/access/groups", "User.Modify", "Sys.Audit"))
                .map(user -> Map.of("userid", user.id(), "entries", entries(user))).toList();
    }

    private static List<Object> entries(User user) {
        return user.totpSecret().isPresent() ? List.of(entry(user)) : List.of();
    }

    private static Object entry(User user) {
        return Map.of("id", id(user), "type", "totp", "description", user.totpDescription(), "created",
                user.totpSince());
    }

    private static String id(User user) {
        return UUID.nameUUIDFromBytes((user.id() + user.totpSecret()).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static User require(Call call) {
        User user = UserHandlers.require(call);
        if (user.totpSecret().isEmpty() || !id(user).equals(call.params().get("id"))) {
            throw ApiError.died("no such tfa entry '" + call.params().get("id") + "'");
        }
        return user;
    }

    private static Object add(Call call) {
        requirePassword(call);
        User user = UserHandlers.require(call);
        if (!call.params().get("type").equals("totp")) {
            throw ApiError.died("second factors of type '" + call.params().get("type") + "' are not simulated");
        }
        String key = Optional.of(SECRET.matcher(call.params().text("totp"))).filter(Matcher::find)
                .map(match -> decoded(match.group(1)))
                .orElseThrow(() -> ApiError.died("missing 'totp' parameter"));
        if (!call.params().text("value").equals(Totp.code(key, call.now()))) {
            throw ApiError.died("failed to verify TOTP challenge");
        }
        user.setTotp(key, call.params().text("description"), call.now().getEpochSecond());
        return Map.of("id", id(user));
    }

    private static @Nullable Object update(Call call) {
        requirePassword(call);
        User user = require(call);
        user.setTotp(user.totpSecret().orElse(""), call.params().find("description").orElse(user.totpDescription()),
                user.totpSince());
        return null;
    }

    private static @Nullable Object delete(Call call) {
        requirePassword(call);
        require(call).setTotp("", "", 0);
        return null;
    }

    private static Object types(Call call) {
        boolean has = UserHandlers.require(call).totpSecret().isPresent();
        if (call.params().flag("multiple")) {
            return Map.of("types", has ? List.of("totp") : List.of());
        }
        return has ? Map.of("user", "oath") : Map.of();
    }

    /** Everybody but root must repeat the own password. */
    private static void requirePassword(Call call) {
        String who = call.caller().userid().orElse("");
        User caller = call.access().users().get(who);
        boolean isRight = caller != null && caller.hasPassword(call.params().text("password"));
        if (!who.equals(Access.ROOT) && !isRight) {
            throw ApiError.parameter("password", "password is required to modify TFA data");
        }
    }

    /** Keys are bytes; here each is a character. */
    private static String decoded(String base32) {
        var bytes = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (char digit : base32.toUpperCase(Locale.ROOT).toCharArray()) {
            held = held << 5 | BASE32.indexOf(digit);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
