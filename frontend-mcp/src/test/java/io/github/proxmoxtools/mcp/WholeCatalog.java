package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tools, and arguments that a simulated cluster takes. */
public final class WholeCatalog {
    /** All tools. */
    public static final Catalog ALL = Catalog
            .of(List.of(new VmToolset(), new LxcToolset(), new InfraToolset(), new AccessToolset()));

    private static final Map<String, Object> KNOWN = Map.ofEntries(Map.entry("node", "pve1"),
            Map.entry("storage", "local"), Map.entry("userid", "alice@pve"), Map.entry("service", "cron"),
            Map.entry("type", "nfs"), Map.entry("server", "10.0.0.9"), Map.entry("method", "POST"),
            Map.entry("path", "/access/users"), Map.entry("file", "/etc/motd"), Map.entry("pid", 1),
            Map.entry("disk", "scsi0"), Map.entry("size", "+1G"), Map.entry("target", "pve2"),
            Map.entry("newid", 4711), Map.entry("poolid", "example"), Map.entry("groupid", "example"),
            Map.entry("sid", "vm:100"), Map.entry("roleid", "PVEAuditor"), Map.entry("roles", "PVEAuditor"),
            Map.entry("tokenid", "example"), Map.entry("ostemplate", "local:vztmpl/debian-12.tar.zst"),
            Map.entry("volume", "local:iso/debian.iso"), Map.entry("schedule", "*/15"), Map.entry("cidr", "10.0.0.1"));

    private WholeCatalog() {}

    /** The least arguments of a tool. */
    public static Map<String, Object> minimal(String name) {
        Tool tool = ALL.find(name).orElseThrow();
        Map<String, Object> arguments = new LinkedHashMap<>();
        tool.params().stream().filter(tool::needs).forEach(param -> arguments.put(param.name(), value(param)));
        tool.oneOfs().stream().map(group -> group.params().getFirst())
                .forEach(param -> arguments.put(param.name(), value(param)));
        tool.guest().map(GuestInput::kind).ifPresent(kind -> arguments.put("vmid", kind == GuestKind.LXC ? 200 : 100));
        return arguments;
    }

    private static Object value(Param<?> param) {
        return switch (param.type()) {
            case ParamType.Flag flag -> false;
            case ParamType.Whole whole -> KNOWN.getOrDefault(param.name(), whole.minimum().orElse(1));
            case ParamType.Decimal decimal -> decimal.minimum().orElse(1.0);
            case ParamType.Choice choice -> KNOWN.getOrDefault(param.name(), choice.values().getFirst());
            case ParamType.TextList list -> List.of(KNOWN.getOrDefault(param.name(), "example"));
            case ParamType.ObjectList list -> List.of(Map.of("method", "POST", "path", "/access/users"));
            case ParamType.Mapping mapping -> Map.of();
            default -> KNOWN.getOrDefault(param.name(), "example");
        };
    }
}
