package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.command.Suggestion;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.ApiParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Paths of the API and their parameters, with the names that the cluster has in the places that are open. */
final class ApiPlaces {
    private final ApiIndex index;
    private final LiveValues live;

    ApiPlaces(ApiIndex index, LiveValues live) {
        this.index = index;
        this.live = live;
    }

    /** Offers the next segment; where a path goes on, it stays open. */
    Offer paths(String typed) {
        if (!typed.startsWith("/")) {
            return typed.isEmpty() ? Offer.open(List.of(Suggestion.of("/"))) : Offer.NOTHING;
        }
        List<Suggestion> found = new ArrayList<>(below(typed.substring(0, typed.lastIndexOf('/'))));
        boolean whole = !typed.endsWith("/") && found.stream().anyMatch(one -> one.value().equals(typed));
        if (whole) {
            found.addAll(below(typed));
        }
        List<Suggestion> fitting = found.stream().filter(one -> one.value().startsWith(typed)).toList();
        boolean open = fitting.stream().anyMatch(one -> !index.children(one.value()).isEmpty());
        return open ? Offer.open(fitting) : Offer.of(fitting);
    }

    private List<Suggestion> below(String parent) {
        List<Suggestion> found = new ArrayList<>();
        for (String child : index.children(parent)) {
            if (child.startsWith("{")) {
                names(parent, child.substring(1, child.length() - 1))
                        .forEach(one -> found.add(new Suggestion(parent + "/" + one.value(), one.description())));
            } else {
                found.add(Suggestion.of(parent + "/" + child));
            }
        }
        return found;
    }

    /** What a segment of a path cannot hold as it is, is left out. */
    private List<Suggestion> names(String parent, String placeholder) {
        Map<String, String> given = given(parent);
        List<Suggestion> names = switch (placeholder) {
            case "node" -> live.of(Values.Known.NODE, given);
            case "vmid" -> live.vmids(parent.substring(parent.lastIndexOf('/') + 1), given.getOrDefault("node", ""));
            case "storage" -> live.of(Values.Known.STORAGE, given);
            case "poolid" -> live.of(Values.Known.POOL, given);
            case "snapname" -> live.of(Values.Known.SNAPSHOT, given);
            case "upid" -> live.of(Values.Known.TASK, given);
            default -> List.of();
        };
        return names.stream().filter(one -> one.value().matches("[A-Za-z0-9._:@!+-]+")).toList();
    }

    private static Map<String, String> given(String path) {
        List<String> segments = Arrays.asList(path.split("/"));
        Map<String, String> given = new HashMap<>();
        Map.of("nodes", "node", "qemu", "vmid", "lxc", "vmid").forEach((before, name) -> {
            int at = segments.indexOf(before);
            if (at >= 0 && at + 1 < segments.size()) {
                given.put(name, segments.get(at + 1));
            }
        });
        return given;
    }

    /** Offers names of parameters that are not said yet, or the values of one. */
    Offer parameters(String typed, String method, String path, Set<String> said) {
        List<String> segments = Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
        Optional<ApiIndex.Match> match = index.match(method, segments);
        if (match.isEmpty()) {
            return Offer.NOTHING;
        }
        int equals = typed.indexOf('=');
        if (equals < 0) {
            return names(match.get().method(), said);
        }
        String name = typed.substring(0, equals);
        return match.get().method().parameter(name)
                .map(parameter -> values(parameter, typed.substring(equals + 1), given(path)).behind(name + "="))
                .orElse(Offer.NOTHING);
    }

    private static Offer names(ApiMethod method, Set<String> said) {
        List<Suggestion> found = new ArrayList<>();
        for (ApiParameter parameter : method.parameters()) {
            String name = parameter.indexed() ? parameter.name().replace("[n]", "0") : parameter.name();
            if (!method.path().contains("{" + name + "}") && !said.contains(name)) {
                found.add(new Suggestion(name + "=", kind(parameter)));
            }
        }
        return Offer.open(found);
    }

    private static String kind(ApiParameter parameter) {
        String kind = parameter.choices().isEmpty()
                ? parameter.type().schemaName()
                : String.join("|", parameter.choices());
        return kind + (parameter.optional() ? "" : ", required");
    }

    private Offer values(ApiParameter parameter, String typed, Map<String, String> given) {
        if (PropertyText.valuesOf(parameter).orElse(Values.ANY) instanceof Values.Keyed keyed) {
            return PropertyText.offer(keyed, typed, known -> live.of(known, given));
        }
        if (parameter.type() == ApiKind.BOOLEAN) {
            return Offer.of(List.of(Suggestion.of("0"), Suggestion.of("1")));
        }
        if (!parameter.choices().isEmpty()) {
            return Offer.of(parameter.choices().stream().map(Suggestion::of).toList());
        }
        return Formats.of(parameter.format().orElse(""))
                .map(kind -> Offer.of(live.of(kind, given))).orElse(Offer.NOTHING);
    }
}
