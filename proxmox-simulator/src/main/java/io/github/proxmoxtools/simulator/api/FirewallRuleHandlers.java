package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Firewall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of a firewall or of a security group. */
final class FirewallRuleHandlers {
    private final FirewallRuleCheck check;
    private final Function<Call, Firewall.Entries> found;

    FirewallRuleHandlers(FirewallRuleCheck check, Function<Call, Firewall.Entries> found) {
        this.check = check;
        this.found = found;
    }

    static void register(Registry registry, FirewallLevel level) {
        new FirewallRuleHandlers(FirewallRuleCheck.of(level), call -> level.firewall(call).rules())
                .registerAt(registry, level.path() + "/rules");
    }

    void registerAt(Registry registry, String path) {
        registry.get(path, call -> list(found.apply(call)));
        registry.post(path, this::create);
        registry.get(path + "/{pos}", this::get);
        registry.put(path + "/{pos}", this::update);
        registry.delete(path + "/{pos}", this::delete);
    }

    private static Object list(Firewall.Entries rules) {
        String digest = rules.digest();
        List<Object> rows = new ArrayList<>();
        rules.all().forEach(rule -> rows
                .add(new Row().withAll(rule).with("pos", rows.size()).with("digest", digest).fields()));
        return rows;
    }

    private Object get(Call call) {
        Firewall.Entries rules = found.apply(call);
        Map<String, Object> rule = rules.all().get(position(call, rules));
        return new Row().withAll(rule).with("pos", call.params().get("pos")).with("digest", rules.digest()).fields();
    }

    private @Nullable Object create(Call call) {
        Firewall.Entries rules = found.apply(call);
        Map<String, Object> rule = new TreeMap<>();
        copy(call, rule);
        check.verify(call, rule);
        rule.putIfAbsent("enable", 0);
        // A new rule always comes first: the position that the schema lets callers name is not looked at.
        rules.all().addFirst(rule);
        return null;
    }

    private @Nullable Object update(Call call) {
        Firewall.Entries rules = found.apply(call);
        Unchanged.require(call, rules.digest());
        int position = position(call, rules);
        long target = call.params().number("moveto", position);
        if (target == position) {
            rules.all().set(position, changed(call, rules.all().get(position)));
        } else {
            move(rules.all(), position, target);
        }
        return null;
    }

    /** Moves a rule before the one that stands at the target now. */
    private static void move(List<Map<String, Object>> rules, int position, long target) {
        Map<String, Object> rule = rules.get(position);
        List<Map<String, Object>> moved = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (i == target) {
                moved.add(rule);
            }
            if (i != position) {
                moved.add(rules.get(i));
            }
        }
        if (target >= rules.size()) {
            moved.add(rule);
        }
        rules.clear();
        rules.addAll(moved);
    }

    private Map<String, Object> changed(Call call, Map<String, Object> before) {
        Map<String, Object> rule = new TreeMap<>(before);
        copy(call, rule);
        for (String name : call.params().list("delete")) {
            if (!FirewallRuleCheck.PROPERTIES.contains(name)) {
                throw ApiError.parameter("delete", "no such property ('" + name + "')");
            }
            if (name.equals("type") || name.equals("action")) {
                throw ApiError.parameter("delete", "unable to delete required property '" + name + "'");
            }
            rule.remove(name);
        }
        check.verify(call, rule);
        return rule;
    }

    private @Nullable Object delete(Call call) {
        Firewall.Entries rules = found.apply(call);
        Unchanged.require(call, rules.digest());
        rules.all().remove(position(call, rules));
        return null;
    }

    private static int position(Call call, Firewall.Entries rules) {
        long position = call.params().number("pos", 0);
        if (position >= rules.all().size()) {
            throw ApiError.died("no rule at position " + position);
        }
        return (int) position;
    }

    /** An empty value or a dash takes a property away; the file of rules keeps no spaces around a comment. */
    private static void copy(Call call, Map<String, Object> rule) {
        for (String name : FirewallRuleCheck.PROPERTIES) {
            call.params().find(name).ifPresent(value -> {
                boolean isComment = name.equals("comment");
                if (value.isEmpty() || value.equals("-") || (isComment && value.isBlank())) {
                    rule.remove(name);
                } else {
                    rule.put(name, isComment ? value.strip() : Values.of(call, name));
                }
            });
        }
    }
}
