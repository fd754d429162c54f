package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Token;
import io.github.proxmoxtools.simulator.state.User;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API tokens. */
final class TokenHandlers {
    private TokenHandlers() {}

    static void register(Registry registry) {
        String all = "/access/users/{userid}/token";
        registry.get(all, TokenHandlers::list);
        registry.post(all + "/{tokenid}", TokenHandlers::create);
        registry.get(all + "/{tokenid}", call -> UserHandlers.token(require(call)));
        registry.put(all + "/{tokenid}", TokenHandlers::update);
        registry.delete(all + "/{tokenid}", TokenHandlers::delete);
    }

    private static Token require(Call call) {
        User user = UserHandlers.require(call);
        String id = call.params().get("tokenid");
        Token token = user.tokens().get(id);
        if (token == null) {
            throw ApiError.died("no such token '" + id + "' for user '" + user.id() + "'");
        }
        return token;
    }

    private static Object list(Call call) {
        return UserHandlers.require(call).tokens().values().stream()
                .map(token -> new Row().with("tokenid", token.id()).withAll(UserHandlers.token(token)).fields())
                .toList();
    }

    private static Object create(Call call) {
        User user = UserHandlers.require(call);
        Params params = call.params();
        String id = params.get("tokenid");
        if (user.tokens().containsKey(id)) {
            throw ApiError.parameter("tokenid", "Token already exists.");
        }
        var token = new Token(id, UUID.randomUUID().toString(), params.flag("privsep", true),
                params.number("expire", user.expire()), params.text("comment"));
        user.tokens().put(id, token);
        Row info = new Row().with("privsep", token.separated() ? "1" : "0").withText("comment", token.comment());
        if (params.has("expire")) {
            info.with("expire", params.text("expire"));
        }
        return Map.of("full-tokenid", user.id() + "!" + id, "value", token.secret(), "info", info.fields());
    }

    private static Object update(Call call) {
        Token old = require(call);
        Params params = call.params();
        var token = new Token(old.id(), old.secret(), params.flag("privsep", old.separated()),
                params.number("expire", old.expire()), params.find("comment").orElse(old.comment()));
        UserHandlers.require(call).tokens().put(token.id(), token);
        Map<String, @Nullable Object> row = UserHandlers.token(token);
        // What came as text goes back as text.
        params.find("expire").ifPresent(text -> row.put("expire", text));
        params.find("privsep").ifPresent(text -> row.put("privsep", text));
        return row;
    }

    private static @Nullable Object delete(Call call) {
        Token token = require(call);
        User user = UserHandlers.require(call);
        user.tokens().remove(token.id());
        call.access().acl().stream().filter(entry -> entry.who().equals(user.id() + "!" + token.id()))
                .forEach(call.access()::revoke);
        return null;
    }
}
