package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the contract needs to know for firewalls, high availability, replication and backups. */
final class JobExamples {
    private static final Map<String, Object> ON_VM = Map.of("level", "vm", "vmid", 100, "node", "pve1");

    private static final Set<String> AREAS = Set.of("firewall", "ha", "replication", "backup");
    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("level", "vm"),
            Map.entry("action", "ACCEPT"),
            Map.entry("macro", "SSH"),
            Map.entry("proto", "tcp"),
            Map.entry("source", "10.0.0.0/24"),
            Map.entry("dest", "10.0.1.1"),
            Map.entry("sport", "1024:65535"),
            Map.entry("dport", "22"),
            Map.entry("iface", "net0"),
            Map.entry("log_level_in", "info"),
            Map.entry("log_level_out", "nolog"),
            Map.entry("cidr", "10.0.0.0/8"),
            Map.entry("name", "made"),
            Map.entry("sid", "vm:100"),
            Map.entry("group", "made"),
            Map.entry("nodes", List.of("pve1:2", "pve2")),
            Map.entry("resources", List.of("vm:101")),
            Map.entry("target", "pve2"),
            Map.entry("schedule", "sat 03:00"),
            Map.entry("id", "100-0"),
            Map.entry("storage", "nfs-backup"),
            Map.entry("pool", "production"),
            Map.entry("compress", "zstd"),
            Map.entry("prune-backups", "keep-last=3"),
            Map.entry("notes-template", "{{guestname}}"));
    private static final Map<String, Object> OF_ONE_TOOL = Map.ofEntries(
            Map.entry("proxmox_firewall_rule_add.type", "in"),
            Map.entry("proxmox_firewall_rule_add.pos", 0),
            Map.entry("proxmox_ha_resource_create.type", "vm"),
            Map.entry("proxmox_ha_resource_create.group", "made"),
            Map.entry("proxmox_replication_create.source", "pve1"),
            Map.entry("proxmox_replication_create.id", "100-3"),
            Map.entry("proxmox_backup_create.id", "made"),
            Map.entry("proxmox_backup_delete.id", "made"));

    private JobExamples() {}

    /** Named for the tools of these areas only, so that others may mean something else by the same words. */
    static Map<String, Object> and(Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(Map.of("vm", 100, "proxmox_task_stop.node", "pve3"));
        new InfraToolset().areas().stream().filter(area -> AREAS.contains(area.name()))
                .flatMap(area -> area.tools().stream()).forEach(tool -> VALUES.forEach(
                        (name, value) -> all.put(tool.name() + "." + name, value)));
        all.putAll(OF_ONE_TOOL);
        all.putAll(others);
        return all;
    }

    static Set<String> notWithOthers() {
        return Set.of("proxmox_firewall_rule_add.digest", "proxmox_firewall_rule_add.macro",
                "proxmox_firewall_rule_add.icmp-type", "proxmox_firewall_rules_delete.digest",
                "proxmox_replication_delete.keep", "proxmox_backup_create.all", "proxmox_backup_create.pool");
    }

    static Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        switch (tool.name()) {
            case "proxmox_firewall_rules_delete" -> {
                Map<String, Object> rule = Map.of("action", "DROP", "type", "in");
                run(simulated, "proxmox_firewall_rule_add", rule);
                run(simulated, "proxmox_firewall_rule_add", with(rule, ON_VM));
                return Map.of("pos", 0);
            }
            case "proxmox_firewall_alias_delete" -> onBothLevels(simulated, "proxmox_firewall_alias_create",
                    Map.of("name", "made", "cidr", "10.0.0.1"));
            case "proxmox_firewall_ipset_delete" ->
                onBothLevels(simulated, "proxmox_firewall_ipset_create", Map.of("name", "made"));
            case "proxmox_ha_resource_delete" -> run(simulated, "proxmox_ha_resource_create", Map.of("sid", "vm:100"));
            case "proxmox_ha_resource_create" -> {
                if (!hasRules(simulated)) {
                    group(simulated);
                }
            }
            case "proxmox_ha_group_create" -> {
                if (hasRules(simulated)) {
                    run(simulated, "proxmox_ha_resource_create", Map.of("sid", "vm:101"));
                    return Map.of("resources", List.of("vm:101"), "nofailback", false);
                }
            }
            case "proxmox_ha_group_delete" -> group(simulated);
            case "proxmox_replication_delete", "proxmox_replication_log" -> job(simulated);
            case "proxmox_replication_run" -> {
                job(simulated);
                return Map.of("wait", false);
            }
            case "proxmox_backup_delete" -> run(simulated, "proxmox_backup_create",
                    Map.of("id", "made", "storage", "nfs-backup", "schedule", "daily", "vmid", "100"));
            default -> {
                return Map.of();
            }
        }
        return Map.of();
    }

    private static void onBothLevels(SimulatedEngine simulated, String tool, Map<String, Object> arguments) {
        run(simulated, tool, arguments);
        run(simulated, tool, with(arguments, ON_VM));
    }

    private static Map<String, Object> with(Map<String, Object> arguments, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(arguments);
        all.putAll(more);
        return all;
    }

    private static void group(SimulatedEngine simulated) {
        if (hasRules(simulated)) {
            run(simulated, "proxmox_ha_resource_create", Map.of("sid", "vm:101"));
            run(simulated, "proxmox_ha_group_create",
                    Map.of("group", "made", "nodes", "pve1", "resources", "vm:101"));
        } else {
            run(simulated, "proxmox_ha_group_create", Map.of("group", "made", "nodes", "pve1"));
        }
    }

    private static boolean hasRules(SimulatedEngine simulated) {
        return simulated.engine().run(ToolCall.of("proxmox_cluster_version", Map.of())).toMap().toString()
                .contains("release=9");
    }

    private static void job(SimulatedEngine simulated) {
        run(simulated, "proxmox_replication_create", Map.of("vmid", 100, "target", "pve2"));
    }

    private static void run(SimulatedEngine simulated, String tool, Map<String, Object> arguments) {
        simulated.engine().run(ToolCall.of(tool, arguments).confirmedBy(Confirmer.ALWAYS));
    }
}
