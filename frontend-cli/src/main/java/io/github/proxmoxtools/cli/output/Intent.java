package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wants of a tool. */
public final class Intent {
    private Intent() {}

    /**
     * Tells whether a call is meant to change something.
     *
     * @param tool the tool
     * @param arguments as they were given: of a raw call they decide it
     * @return false if it only reads
     */
    public static boolean changes(Tool tool, Map<String, ? extends @Nullable Object> arguments) {
        return switch (tool.action()) {
            case Action.Raw raw -> !"GET".equalsIgnoreCase(String.valueOf(arguments.get(raw.method().name())));
            case Action.RawUpload raw -> true;
            default -> tool.safety() != Safety.READ;
        };
    }
}
