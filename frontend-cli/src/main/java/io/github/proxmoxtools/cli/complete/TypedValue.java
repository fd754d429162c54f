package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.command.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value that is being typed.
 *
 * @param values what it may be
 * @param typed its beginning
 * @param given what the command line says besides, by name
 * @param pairs the {@code key=value} texts that stand in the same option
 */
public record TypedValue(Values values, String typed, Map<String, String> given, List<String> pairs) {
    /** Copies map and list. */
    public TypedValue {
        given = Map.copyOf(given);
        pairs = List.copyOf(pairs);
    }

    /** Gives the keys that are said already. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        pairs.forEach(pair -> keys.add(pair.substring(0, Math.max(0, pair.indexOf('=')))));
        return keys;
    }
}
