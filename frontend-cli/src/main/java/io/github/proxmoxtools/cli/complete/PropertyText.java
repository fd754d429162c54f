package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.command.Suggestion;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiParameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A text of keys and values, by the API's schema: what could be its next key, or the value of the one that is typed. */
public final class PropertyText {
    private PropertyText() {}

    /**
     * Tells what a parameter takes.
     *
     * @param parameter by the schema
     * @return what may be completed; empty where the schema does not tell
     */
    public static Optional<Values> valuesOf(ApiParameter parameter) {
        if (!parameter.properties().isEmpty()) {
            Map<String, Values> keys = new LinkedHashMap<>();
            parameter.properties().forEach((key, property) -> keys.put(key, valuesOf(property).orElse(Values.ANY)));
            return Optional.of(new Values.Keyed(keys));
        }
        if (!parameter.choices().isEmpty()) {
            return Optional.of(Values.of(parameter.choices().toArray(String[]::new)));
        }
        return parameter.type() == ApiKind.BOOLEAN
                ? Optional.of(Values.of("0", "1"))
                : parameter.format().flatMap(Formats::of).map(Values.class::cast);
    }

    /** Offers what could follow; a key that is said already is left out, and a comma may always follow. */
    static Offer offer(Values.Keyed keyed, String typed, Function<Values.Known, List<Suggestion>> live) {
        int comma = typed.lastIndexOf(',') + 1;
        String before = typed.substring(0, comma);
        String part = typed.substring(comma);
        int equals = part.indexOf('=');
        if (equals >= 0) {
            Values values = keyed.keys().getOrDefault(part.substring(0, equals), Values.ANY);
            return Offer.open(suggestions(values, live)).behind(before + part.substring(0, equals + 1));
        }
        Set<String> said = Arrays.stream(before.split(",")).map(pair -> pair.replaceFirst("=.*", ""))
                .collect(Collectors.toSet());
        return Offer.open(keyed.keys().keySet().stream().filter(key -> !said.contains(key))
                .map(key -> Suggestion.of(key + "=")).toList()).behind(before);
    }

    private static List<Suggestion> suggestions(Values values, Function<Values.Known, List<Suggestion>> live) {
        return switch (values) {
            case Values.Words words -> words.words();
            case Values.Known known -> live.apply(known);
            case Values.Joined joined -> joined.words();
            case Values.Terms terms -> List.of();
            case Values.Keyed nested -> List.of();
            case Values.Local local -> List.of();
        };
    }
}
