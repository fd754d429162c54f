package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.OneOf;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arguments that a running cluster accepts, found by what a parameter is called. */
final class Examples {
    private final Map<String, Object> known;

    /**
     * Knows what the cluster holds.
     *
     * @param known values by parameter name
     */
    Examples(Map<String, Object> known) {
        this.known = known;
    }

    Map<String, Object> minimal(Tool tool) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        tool.params().stream().filter(tool::needs)
                .forEach(param -> arguments.put(param.name(), value(tool, param)));
        tool.oneOfs().stream().map(group -> group.params().getFirst())
                .forEach(param -> arguments.put(param.name(), value(tool, param)));
        return arguments;
    }

    /** All parameters that a call may have at the same time, on the newest version. */
    Map<String, Object> full(Tool tool) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        tool.params().forEach(param -> arguments.put(param.name(), value(tool, param)));
        tool.oneOfs().stream().filter(OneOf::exactly)
                .forEach(group -> group.params().stream().skip(1).forEach(param -> arguments.remove(param.name())));
        return arguments;
    }

    private Object value(Tool tool, Param<?> param) {
        if (param.type() instanceof ParamType.Guest) {
            boolean lxc = tool.guest().map(GuestInput::kind).equals(Optional.of(GuestKind.LXC));
            return known(lxc ? "lxc" : "vm");
        }
        String specific = tool.name() + "." + param.name();
        if (known.containsKey(specific)) {
            return known(specific);
        }
        if (known.containsKey(param.name())) {
            return known(param.name());
        }
        return switch (param.type()) {
            case ParamType.Flag flag -> false;
            case ParamType.Whole whole -> whole.minimum().orElse(1);
            case ParamType.Decimal decimal -> decimal.minimum().orElse(1.0);
            case ParamType.Choice choice -> choice.values().get(0);
            case ParamType.TextList list -> List.of("example");
            case ParamType.Mapping mapping -> Map.of();
            default -> "example";
        };
    }

    private Object known(String name) {
        Object value = known.get(name);
        if (value == null) {
            throw new IllegalStateException("No example for " + name);
        }
        return value;
    }
}
