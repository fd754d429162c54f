package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Digests;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names for addresses and networks. */
final class FirewallAliasHandlers {
    private final FirewallLevel level;

    private FirewallAliasHandlers(FirewallLevel level) {
        this.level = level;
    }

    static void register(Registry registry, FirewallLevel level) {
        var handlers = new FirewallAliasHandlers(level);
        String path = level.path() + "/aliases";
        registry.get(path, handlers::list);
        registry.post(path, handlers::create);
        registry.get(path + "/{name}", handlers::get);
        registry.put(path + "/{name}", handlers::update);
        registry.delete(path + "/{name}", handlers::delete);
    }

    private Map<String, Map<String, Object>> aliases(Call call) {
        return level.firewall(call).aliases();
    }

    private static String digest(Map<String, Map<String, Object>> aliases) {
        return Digests.of(List.copyOf(aliases.values()));
    }

    private Object list(Call call) {
        Map<String, Map<String, Object>> aliases = aliases(call);
        String digest = digest(aliases);
        return aliases.values().stream().map(alias -> new Row().withAll(alias).with("digest", digest).fields())
                .toList();
    }

    private @Nullable Object create(Call call) {
        Map<String, Map<String, Object>> aliases = aliases(call);
        String name = call.params().get("name");
        Map<String, Object> alias = alias(call, name);
        requireFree(aliases, name);
        aliases.put(name.toLowerCase(Locale.ROOT), alias);
        return null;
    }

    private Object get(Call call) {
        return require(call);
    }

    private @Nullable Object update(Call call) {
        Map<String, Map<String, Object>> aliases = aliases(call);
        Map<String, Object> alias = alias(call, call.params().find("rename").orElse(call.params().get("name")));
        Unchanged.require(call, digest(aliases));
        require(call);
        String old = key(call);
        String renamed = call.params().find("rename").orElse(call.params().get("name"));
        if (!old.equals(renamed.toLowerCase(Locale.ROOT))) {
            requireFree(aliases, renamed);
        }
        aliases.remove(old);
        aliases.put(renamed.toLowerCase(Locale.ROOT), alias);
        return null;
    }

    private @Nullable Object delete(Call call) {
        Map<String, Map<String, Object>> aliases = aliases(call);
        Unchanged.require(call, digest(aliases));
        aliases.remove(key(call));
        return null;
    }

    private static Map<String, Object> alias(Call call, String name) {
        IpNetwork network = IpNetwork.parameter(call.params().get("cidr"), "cidr");
        Map<String, Object> alias = new TreeMap<>(
                Map.of("name", name, "cidr", network.text(), "ipversion", network.version()));
        call.params().find("comment").filter(text -> !text.isEmpty()).ifPresent(text -> alias.put("comment", text));
        return alias;
    }

    private static void requireFree(Map<String, Map<String, Object>> aliases, String name) {
        if (aliases.containsKey(name.toLowerCase(Locale.ROOT))) {
            throw ApiError.parameter("name", "alias '" + name + "' already exists");
        }
    }

    private Map<String, Object> require(Call call) {
        Map<String, Object> alias = aliases(call).get(key(call));
        if (alias == null) {
            throw ApiError.parameter("name", "no such alias");
        }
        return alias;
    }

    private static String key(Call call) {
        return call.params().get("name").toLowerCase(Locale.ROOT);
    }
}
