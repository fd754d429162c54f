package io.github.proxmoxtools.tools.vm;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of what the agent kept of a program what people can read, and says what is missing. */
final class AgentOutput {
    /** More of a stream than this helps nobody, and fills a model's context. */
    static final int MOST_BYTES = 64 << 10;

    private final Reading reading;
    private final Map<String, @Nullable Object> result = new LinkedHashMap<>();

    private AgentOutput(Reading reading) {
        this.reading = reading;
    }

    /**
     * Reads the status of a program.
     *
     * @param pid its number
     * @param status what the server says: exited, exitcode or signal, and output once it has ended
     * @param reading takes the notes
     * @return the same fields with readable output
     */
    static Map<String, @Nullable Object> of(long pid, Data status, Reading reading) {
        AgentOutput output = new AgentOutput(reading);
        output.result.put("pid", pid);
        status.fields().forEach((field, value) -> {
            if (!field.endsWith("-data") && !field.endsWith("-truncated")) {
                output.result.put(field, value);
            }
        });
        output.stream("out", status);
        output.stream("err", status);
        return output.result;
    }

    private void stream(String name, Data status) {
        Optional<String> data = status.at(name + "-data").text();
        if (data.isEmpty()) {
            return;
        }
        AgentBytes all = AgentBytes.received(data.get());
        AgentBytes shown = all.first(MOST_BYTES);
        boolean agentCut = status.at(name + "-truncated").flag();
        boolean weCut = shown.size() < all.size();
        Optional<String> text = shown.text(agentCut || weCut);
        result.put(name + "-data", text.orElseGet(shown::base64));
        if (text.isEmpty()) {
            result.put(name + "-encoding", "base64");
        }
        if (agentCut || weCut) {
            result.put(name + "-truncated", 1L);
        }
        if (agentCut) {
            reading.note("The agent kept only the beginning of " + name + "-data (" + all.size() + " bytes).");
        }
        if (weCut) {
            reading.note("Shown are the first " + shown.size() + " of " + all.size() + " bytes of " + name
                    + "-data; let the program write to a file to get all of it.");
        }
    }
}
