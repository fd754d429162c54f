package io.github.proxmoxtools.simulator.api;

import java.util.Map;

/**
 * An answer with more beside {@code data}.
 *
 * @param data what stands under {@code data}
 * @param beside what stands beside it
 */
record Annotated(Object data, Map<String, ?> beside) {}
