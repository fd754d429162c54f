package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What everybody needs who has a part in one call.
 *
 * @param engine what all calls share
 * @param call the call as it came
 * @param bound its arguments
 * @param calls sends to the server
 * @param audit is told what is sent
 * @param secrets hides them
 * @param notes sentences about the result, so far
 */
record CallParts(EngineParts engine, ToolCall call, Bound bound, Calls calls, CallAudit audit, CallSecrets secrets,
        List<String> notes) {
    Tool tool() {
        return bound.tool();
    }

    /** How long to wait for tasks; to their end where nothing is said. */
    Optional<Duration> waitLimit() {
        return bound.waitTimeout().or(engine::waitTimeout);
    }
}
