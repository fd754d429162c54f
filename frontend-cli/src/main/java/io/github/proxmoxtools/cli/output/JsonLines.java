package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.tools.engine.JsonText;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** JSON values, each on a line of its own. */
public final class JsonLines {
    private JsonLines() {}

    /**
     * Writes values.
     *
     * @param values maps, lists, texts, numbers, flags and null
     * @return as many lines, each with its end
     */
    public static String of(Collection<? extends @Nullable Object> values) {
        StringBuilder lines = new StringBuilder();
        values.forEach(value -> lines.append(JsonText.compact(value)).append('\n'));
        return lines.toString();
    }
}
