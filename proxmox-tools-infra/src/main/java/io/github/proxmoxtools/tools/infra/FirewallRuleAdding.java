package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.FirewallLevel.everywhere;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Versions;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * New rules where they are wanted.
 *
 * <p>Proxmox VE takes pos and digest for a new rule and looks at neither: the rule becomes the first. So we compare the
 * digest, and a rule for another place is added switched off, moved, and only then switched on: on its way it must
 * neither let in nor keep out anybody.
 */
final class FirewallRuleAdding {
    private static final Param<String> ACTION = text("action", "ACCEPT, DROP, REJECT, or a security group.")
            .pattern("[A-Za-z][A-Za-z0-9\\-_]+", "ACCEPT, DROP, REJECT or the name of a security group", "ACCEPT")
            .max(20);
    private static final Param<String> TYPE = choice("type", "group uses a security group; forward since PVE 8.",
            "in", "out", "forward", "group").notSent();
    private static final Param<Boolean> ENABLE = Param.flag("enable", "Else it does nothing.")
            .notSent();
    private static final Param<Long> POS = whole("pos", "0, the first, when absent.").min(0).optional().notSent();
    private static final Param<String> DIGEST = FirewallRules.digest("Refused if changed since.").notSent();
    private static final Param<String> MACRO = text("macro", "Such as SSH; stands for proto and dport.").max(128)
            .optional();
    private static final Param<String> PROTO = text("proto", "Needed with ports.").optional();
    private static final Param<String> SOURCE = text("source", "Addresses, networks, ranges, an alias or +ipset.")
            .max(512).optional();
    private static final Param<String> DEST = text("dest", "").max(512).optional();
    private static final Param<String> SPORT = text("sport", "").optional();
    private static final Param<String> DPORT = text("dport", "Such as 80,443 or 8000:8100.").optional();
    private static final Param<String> ICMP_TYPE = text("icmp-type", "").optional();
    private static final Param<String> IFACE = text("iface", "A guest's is net0, net1 ...")
            .pattern("[a-zA-Z][a-zA-Z0-9_.:\\-]+", "a network interface's name", "net0").max(20).optional();
    private static final Param<String> LOG = choice("log", "", "emerg", "alert", "crit", "err", "warning", "notice",
            "info", "debug", "nolog").optional();
    private static final List<Param<String>> KEPT = List.of(MACRO, PROTO, SOURCE, DEST, SPORT, DPORT, ICMP_TYPE, IFACE,
            FirewallAliases.COMMENT);
    private static final Versions WITH_FORWARD = Versions.ALL.since("8.0");

    private static final Endpoint[] RULES = everywhere(Endpoint::get, "/rules");
    private static final Endpoint[] NEW_RULE = everywhere(Endpoint::post, "/rules", ACTION, MACRO, PROTO, SOURCE, DEST,
            SPORT, DPORT, ICMP_TYPE, IFACE, LOG, FirewallAliases.COMMENT);
    private static final Endpoint[] CHANGED_RULE = everywhere(Endpoint::put, "/rules/{pos}");

    static final Tool TOOL = Tool.destroys("proxmox_firewall_rule_add")
            .command("firewall", "rule", "add")
            .title("Add Firewall Rule")
            .description("Adds a rule to the firewall of the cluster, a node or a guest, before all others unless pos "
                    + "is given. The first rule that fits decides: a wrong one can lock out everybody, this connection "
                    + "too.")
            .calls(Stream.of(RULES, NEW_RULE, CHANGED_RULE).flatMap(Stream::of).toArray(Endpoint[]::new))
            .takes(ACTION, TYPE, ENABLE, POS, MACRO, PROTO, SOURCE, DEST, SPORT, DPORT, ICMP_TYPE, IFACE, LOG,
                    FirewallAliases.COMMENT, DIGEST, FirewallLevel.LEVEL, FirewallLevel.NODE.optional(),
                    GuestInput.VMID.optional())
            .runs(reading -> new FirewallRuleAdding(reading).work())
            .acceptsOlderForms(FirewallLevel::olderForms)
            .returnsData();

    private final Reading reading;
    private final Arguments arguments;
    private final Query rules;
    private final boolean enabled;
    private final long pos;

    private FirewallRuleAdding(Reading reading) {
        this.reading = reading;
        this.arguments = reading.arguments();
        this.rules = Query.of(FirewallLevel.chosen(RULES, arguments));
        this.enabled = arguments.find(ENABLE).orElse(false);
        this.pos = arguments.find(POS).orElse(0L);
    }

    private Work work() {
        if (arguments.get(TYPE).equals("forward") && !WITH_FORWARD.include(reading.version())) {
            throw InvalidCall.argument(TYPE.name(), "forward needs Proxmox VE 8 or newer; this server is "
                    + reading.version());
        }
        boolean looksFirst = pos > 0 || arguments.find(DIGEST).isPresent();
        int before = looksFirst ? checked(reading.read(rules).items()) : 0;
        if (!enabled) {
            reading.note("The rule is switched off: enable was not set.");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("pos", pos);
        result.put("enable", enabled);
        return new Work(steps(before), answers -> result);
    }

    private int checked(List<Data> present) {
        String digest = present.isEmpty() ? "" : present.getFirst().at("digest").text().orElse("");
        if (arguments.find(DIGEST).filter(known -> !known.equals(digest)).isPresent()) {
            throw changed("The rules are not those that were listed", "Nothing was changed: list them again.");
        }
        if (pos > present.size()) {
            throw InvalidCall.argument(POS.name(),
                    "there are " + present.size() + " rules, so that a new one can be at "
                            + "0 to " + present.size());
        }
        return present.size();
    }

    private List<Step> steps(int before) {
        boolean moves = pos > 0;
        Query first = Query.of(FirewallLevel.chosen(NEW_RULE, arguments)).with("type", arguments.get(TYPE))
                .with("enable", enabled && !moves);
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(moves ? "Add the rule, still switched off" : "Add the rule", first));
        if (moves) {
            Query move = at(0).with("moveto", pos + 1); // counted while it is still the first itself
            steps.add(Step.of("Move it to position " + pos, move).completedBy(() -> guarded(move, 0, before + 1)));
        }
        if (moves && enabled) {
            Query enable = at(pos).with("enable", true);
            steps.add(Step.of("Switch it on", enable).completedBy(() -> guarded(enable, pos, before + 1)));
        }
        return steps;
    }

    private Query at(long position) {
        return Query.of(FirewallLevel.chosen(CHANGED_RULE, arguments)).with("pos", position);
    }

    /** With the digest of the rules among which the new one stands where it should. */
    private Query guarded(Query query, long position, int size) {
        List<Data> present = reading.read(rules).items();
        if (present.size() != size || !isNew(present.get((int) position))) {
            throw changed("Somebody else changed the rules meanwhile", "The new rule is there, but switched off: list "
                    + "the rules, and move it or delete it.");
        }
        return query.with("digest", present.get((int) position).at("digest").text().orElse(""));
    }

    private boolean isNew(Data rule) {
        return rule.at("action").text().filter(arguments.get(ACTION)::equals).isPresent()
                && rule.at("type").text().filter(arguments.get(TYPE)::equals).isPresent()
                && !rule.at("enable").flag()
                && KEPT.stream()
                        .allMatch(param -> kept(rule.at(param.name()).text()).equals(kept(arguments.find(param))));
    }

    /** As the server keeps a text: without spaces around it, macros in its own spelling, and nothing of "-". */
    private static String kept(Optional<String> text) {
        String plain = text.map(String::strip).orElse("").toLowerCase(Locale.ROOT);
        return plain.equals("-") ? "" : plain;
    }

    private static InvalidCall changed(String message, String guidance) {
        return new InvalidCall(FailureKind.CHANGED_MEANWHILE, message, guidance, Map.of());
    }
}
