package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call's arguments after binding.
 *
 * @param tool whose arguments they are
 * @param values values by parameter name
 * @param others official parameters beyond the declared ones
 * @param waits whether to wait for a task
 * @param waitTimeout how long to wait, where the call says so
 * @param view how to shape a list
 */
record Bound(Tool tool, Map<String, Object> values, Map<String, @Nullable Object> others, boolean waits,
        Optional<Duration> waitTimeout, View view) implements Arguments {
    @Override
    @SuppressWarnings("unchecked") // the binder put in what the parameter's type stands for
    public <T> Optional<T> find(Param<T> param) {
        return Optional.ofNullable((T) values.get(param.name()));
    }

    /** The same arguments, where each local file is one that may be read, without links. */
    Bound confinedTo(LocalFiles files) {
        Map<String, Object> confined = new LinkedHashMap<>(values);
        for (Param<?> param : tool.params()) {
            if (param.type() instanceof ParamType.LocalFile) {
                confined.computeIfPresent(param.name(),
                        (name, path) -> files.open(name, path.toString()).toString());
            }
        }
        return new Bound(tool, confined, others, waits, waitTimeout, view);
    }

    /** The values that must not be seen anywhere. */
    Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        for (Param<?> param : tool.params()) {
            Object value = values.get(param.name());
            if (param.isSecret() && value != null) {
                (value instanceof List<?> list ? list : List.of(value)).forEach(part -> secrets.add(part.toString()));
            }
            for (Object part : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
                if (part instanceof Map<?, ?> map) {
                    secrets.addAll(Redactor.secretsIn(map));
                }
            }
        }
        secrets.addAll(Redactor.secretsIn(others));
        return secrets;
    }
}
