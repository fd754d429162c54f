package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Locale;

/** Lines that could be typed: those that were written for the command, or two that are made from its declaration. */
final class Examples {
    private final List<String> words;
    private final Tool tool;
    private final CommandForm form;

    Examples(Command.OfTool command, CommandForm form) {
        this.words = command.words();
        this.tool = command.entry().tool();
        this.form = form;
    }

    List<String> lines() {
        List<String> written = WrittenExamples.of(words);
        if (!written.isEmpty()) {
            return written;
        }
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
        List<Param<?>> positionals = Positionals.of(tool).stream().filter(form::asksFor).toList();
        positionals.forEach(param -> line.append(' ').append(sample(param)));
        for (Param<?> param : tool.params()) {
            if (tool.needs(param) && form.asksFor(param) && !positionals.contains(param)) {
                line.append(" --").append(param.name()).append(param.isSecret() ? "-file FILE" : " " + sample(param));
            }
        }
        return line.toString();
    }

    private String second() {
        if (tool.outcome() instanceof Outcome.Listing) {
            return " -o json";
        }
        if (tool.action() instanceof Action.Raw && !reads()) {
            return " -d KEY=VALUE --dry-run";
        }
        if (tool.safety() == Safety.READ) {
            return " -o json";
        }
        return tool.outcome() instanceof Outcome.Task && tool.safety() == Safety.CHANGE ? " --async" : " --dry-run";
    }

    /** The examples of a raw call read, unless its words say that it does not. */
    private boolean reads() {
        return words.equals(tool.command()) || words.getLast().equals("get");
    }

    private String sample(Param<?> param) {
        if (tool.action() instanceof Action.Raw raw) {
            if (param == raw.path()) {
                return reads() ? "/version" : "/nodes/pve1/qemu/100/config";
            }
            if (param == raw.method()) {
                return "GET";
            }
        }
        if (tool.action() instanceof Action.RawUpload raw && param == raw.path()) {
            return "/nodes/pve1/storage/local/upload";
        }
        return switch (param.type()) {
            case ParamType.Guest guest -> isContainer() ? "dns-01" : "web-01";
            case ParamType.Whole whole -> Long.toString(Math.max(1, whole.minimum().orElse(1)));
            case ParamType.Decimal decimal -> "1.5";
            case ParamType.Flag flag -> "";
            case ParamType.Choice choice -> choice.values().getFirst();
            case ParamType.Mapping mapping -> "KEY=VALUE";
            case ParamType.ObjectList list -> "'[{...}]'";
            case ParamType.LocalFile file -> "FILE";
            default -> sample(param.apiName());
        };
    }

    private boolean isContainer() {
        return tool.guest().filter(input -> input.kind() == GuestKind.LXC).isPresent();
    }

    private static String sample(String name) {
        return switch (name) {
            case "node" -> "pve1";
            case "target" -> "pve2";
            case "storage" -> "local-lvm";
            case "snapname" -> "before-upgrade";
            case "userid" -> "alice@pve";
            case "groupid" -> "operators";
            case "roleid" -> "PVEVMAdmin";
            case "poolid" -> "shop";
            case "realm" -> "pve";
            case "disk" -> "scsi0";
            case "upid" -> "UPID:pve1:...";
            default -> name.toUpperCase(Locale.ROOT);
        };
    }
}
