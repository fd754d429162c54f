package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Digests;
import io.github.proxmoxtools.simulator.state.Firewall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sets of addresses and networks. */
final class FirewallIpSetHandlers {
    private static final Pattern ALIAS = Pattern.compile("(?:(?:dc|guest)/)?([a-zA-Z][a-zA-Z0-9_-]+)");
    private static final Pattern ZERO_PREFIX = Pattern.compile(".*/0+");

    private final FirewallLevel level;

    private FirewallIpSetHandlers(FirewallLevel level) {
        this.level = level;
    }

    static void register(Registry registry, FirewallLevel level) {
        var handlers = new FirewallIpSetHandlers(level);
        String path = level.path() + "/ipset";
        registry.get(path, call -> named("name", handlers.sets(call)));
        registry.post(path, call -> create(call, "name", "IPSet", handlers.sets(call)));
        registry.get(path + "/{name}", handlers::members);
        registry.post(path + "/{name}", handlers::add);
        registry.delete(path + "/{name}", handlers::delete);
        registry.get(path + "/{name}/{cidr}", handlers::member);
        registry.put(path + "/{name}/{cidr}", handlers::update);
        registry.delete(path + "/{name}/{cidr}", handlers::remove);
    }

    /** A list of IP sets or security groups: names, comments, and one digest for all. */
    static List<Map<String, @Nullable Object>> named(String key, Map<String, Firewall.Entries> sets) {
        List<Map<String, Object>> plain = plain(key, sets);
        String digest = Digests.of(plain);
        return plain.stream().map(set -> new Row().withAll(set).with("digest", digest).fields()).toList();
    }

    private static List<Map<String, Object>> plain(String key, Map<String, Firewall.Entries> sets) {
        return sets.entrySet().stream().map(set -> {
            Map<String, Object> row = new TreeMap<>(Map.of(key, set.getKey()));
            if (!set.getValue().comment().isEmpty()) {
                row.put("comment", set.getValue().comment());
            }
            return row;
        }).toList();
    }

    /**
     * Makes a set or group, or gives one another name or comment. Names are compared as they are given, but become small
     * when the file is read again; where two were one then, the last in the file stays, which is the small one.
     */
    static @Nullable Object create(Call call, String key, String word, Map<String, Firewall.Entries> sets) {
        String name = call.params().get(key);
        Optional<String> old = call.params().find("rename");
        if (old.isEmpty() && sets.containsKey(name)) {
            throw ApiError.parameter(key, word + " '" + name + "' already exists");
        }
        if (old.isEmpty()) {
            sets.putIfAbsent(name.toLowerCase(Locale.ROOT), new Firewall.Entries(call.params().text("comment")));
            return null;
        }
        Unchanged.require(call, Digests.of(plain(key, sets)));
        if (!sets.containsKey(old.get())) {
            throw ApiError.parameter(key, word + " '" + old.get() + "' does not exist");
        }
        if (sets.containsKey(name) && !name.equals(old.get())) {
            throw ApiError.parameter(key, word + " '" + name + "' does already exist");
        }
        Firewall.Entries set = sets.remove(old.get());
        sets.putIfAbsent(name.toLowerCase(Locale.ROOT),
                new Firewall.Entries(call.params().find("comment").orElse(set.comment()), set.all()));
        return null;
    }

    private Map<String, Firewall.Entries> sets(Call call) {
        return level.firewall(call).ipSets();
    }

    private Firewall.Entries require(Call call) {
        String name = call.params().get("name");
        Firewall.Entries set = sets(call).get(name);
        if (set == null) {
            throw ApiError.died("no such IPSet '" + name + "'");
        }
        return set;
    }

    private Object members(Call call) {
        Firewall.Entries set = require(call);
        String digest = set.digest();
        return set.all().stream().map(member -> new Row().withAll(member).with("digest", digest).fields()).toList();
    }

    private @Nullable Object delete(Call call) {
        Firewall.Entries set = require(call);
        if (!set.all().isEmpty() && !call.params().flag("force")) {
            throw ApiError.died("IPSet '" + call.params().get("name") + "' is not empty");
        }
        sets(call).remove(call.params().get("name"));
        return null;
    }

    private @Nullable Object add(Call call) {
        String cidr = call.params().get("cidr");
        Optional<String> alias = Optional.of(ALIAS.matcher(cidr)).filter(match -> match.matches())
                .map(match -> match.group(1));
        String address = alias.isPresent() ? cidr : IpNetwork.parameter(cidr, "cidr").text();
        Firewall.Entries set = require(call);
        alias.ifPresent(name -> requireAlias(call, name));
        if (find(set, address).isPresent()) {
            throw ApiError.parameter("cidr", "address '" + address + "' already exists");
        }
        if (ZERO_PREFIX.matcher(address).matches()) {
            throw ApiError.parameter("cidr", "a zero prefix is not allowed in ipset entries");
        }
        Map<String, Object> member = new TreeMap<>(Map.of("cidr", address));
        describe(call, member);
        set.all().addFirst(member);
        return null;
    }

    private void requireAlias(Call call, String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!level.firewall(call).aliases().containsKey(key)
                && !FirewallLevel.CLUSTER.firewall(call).aliases().containsKey(key)) {
            throw ApiError.died("no such alias '" + name + "'");
        }
    }

    private static void describe(Call call, Map<String, Object> member) {
        if (call.params().flag("nomatch")) {
            member.put("nomatch", 1);
        }
        call.params().find("comment").filter(text -> !text.isEmpty()).ifPresent(text -> member.put("comment", text));
    }

    private Object member(Call call) {
        Firewall.Entries set = require(call);
        return new Row().withAll(requireMember(call, set)).with("digest", set.digest()).fields();
    }

    private @Nullable Object update(Call call) {
        Firewall.Entries set = require(call);
        Unchanged.require(call, set.digest());
        Map<String, Object> member = requireMember(call, set);
        member.remove("nomatch");
        member.remove("comment");
        describe(call, member);
        return null;
    }

    private @Nullable Object remove(Call call) {
        Firewall.Entries set = require(call);
        Unchanged.require(call, set.digest());
        set.all().removeIf(member -> call.params().get("cidr").equals(member.get("cidr")));
        return null;
    }

    private static Map<String, Object> requireMember(Call call, Firewall.Entries set) {
        return find(set, call.params().get("cidr"))
                .orElseThrow(() -> ApiError.parameter("cidr", "no such IP/Network"));
    }

    private static Optional<Map<String, Object>> find(Firewall.Entries set, String cidr) {
        return set.all().stream().filter(member -> cidr.equals(member.get("cidr"))).findFirst();
    }
}
