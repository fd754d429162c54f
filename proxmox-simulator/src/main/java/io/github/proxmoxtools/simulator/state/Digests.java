package io.github.proxmoxtools.simulator.state;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of configuration, computed over the same text as on a real server. */
public final class Digests {
    private Digests() {}

    /**
     * Digests a list of objects, as firewalls do.
     *
     * @param objects the objects
     * @return SHA-1 in hex
     */
    public static String of(List<? extends Map<String, ?>> objects) {
        var text = new StringBuilder();
        objects.forEach(object -> new TreeMap<>(object)
                .forEach((key, value) -> text.append(key).append(':').append(value).append('\n')));
        return of(text.toString());
    }

    /**
     * Digests a text.
     *
     * @param text a file's content
     * @return SHA-1 in hex
     */
    public static String of(String text) {
        return Guest.sha1(text);
    }
}
