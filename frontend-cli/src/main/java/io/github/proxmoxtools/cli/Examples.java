package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Locale;

/** Two lines that could be typed, made from a declaration. */
final class Examples {
    private final Tool tool;
    private final CommandForm form;

    Examples(Tool tool, CommandForm form) {
        this.tool = tool;
        this.form = form;
    }

    List<String> lines() {
        if (tool.outcome() instanceof Outcome.Program) {
            return programs();
        }
        String base = base();
        return List.of(base, base + second());
    }

    private List<String> programs() {
        StringBuilder line = new StringBuilder(form.spec().name());
        Positionals.of(tool).forEach(param -> line.append(' ').append(sample(param)));
        return List.of(line + " -- ls -l /etc", line + " --yes --exit-code-from-guest -- sh -c 'test -e /etc/motd'");
    }

    private String base() {
        StringBuilder line = new StringBuilder(form.spec().name());
        List<Param<?>> positionals = Positionals.of(tool);
        positionals.forEach(param -> line.append(' ').append(sample(param)));
        for (Param<?> param : tool.params()) {
            if (tool.needs(param) && !positionals.contains(param)) {
                line.append(" --").append(param.name()).append(param.isSecret() ? "-file FILE" : " " + sample(param));
            }
        }
        return line.toString();
    }

    private String second() {
        if (tool.outcome() instanceof Outcome.Listing) {
            return " -o json";
        }
        if (tool.safety() == Safety.READ || tool.action() instanceof Action.Raw) {
            return " -o json";
        }
        return tool.outcome() instanceof Outcome.Task && tool.safety() == Safety.CHANGE ? " --async" : " --dry-run";
    }

    private String sample(Param<?> param) {
        if (tool.action() instanceof Action.Raw raw) {
            if (param == raw.path()) {
                return "/version";
            }
            if (param == raw.method()) {
                return "GET";
            }
        }
        if (tool.action() instanceof Action.RawUpload raw && param == raw.path()) {
            return "/nodes/pve1/storage/local/upload";
        }
        return switch (param.type()) {
            case ParamType.Guest guest -> "web-01";
            case ParamType.Whole whole -> Long.toString(Math.max(1, whole.minimum().orElse(1)));
            case ParamType.Decimal decimal -> "1.5";
            case ParamType.Flag flag -> "";
            case ParamType.Choice choice -> choice.values().getFirst();
            case ParamType.Mapping mapping -> "KEY=VALUE";
            case ParamType.ObjectList list -> "'[{...}]'";
            case ParamType.LocalFile file -> "FILE";
            default -> param.name().equals("node") ? "pve1" : param.name().toUpperCase(Locale.ROOT);
        };
    }
}
