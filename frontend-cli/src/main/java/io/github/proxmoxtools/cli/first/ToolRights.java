package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.PrivilegePlan;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a login may do with a toolset.
 *
 * @param toolset its name
 * @param allowed how many tools may run
 * @param lacking those that lack privileges, by name
 * @param elsewhere those that this version of Proxmox VE does not have, or that it keeps for root@pam itself
 * @param decidedLater how many of them only the server judges, when they run
 * @param anyPath how many call whatever path they are given, so that nothing can be said of them beforehand
 */
record ToolRights(String toolset, int allowed, List<String> lacking, List<String> elsewhere, int decidedLater,
        int anyPath) {
    /** Copies the lists. */
    ToolRights {
        lacking = List.copyOf(lacking);
        elsewhere = List.copyOf(elsewhere);
    }

    /** Asks the server, and judges by toolset. */
    static List<ToolRights> of(Facts facts, Catalog catalog) {
        Map<String, @Nullable Object> report = facts.permissions(catalog);
        String version = facts.version();
        Set<String> rootOnly = PrivilegePlan.of(catalog, version).rootOnly();
        Predicate<String> elsewhere = tool -> rootOnly.contains(tool)
                || catalog.find(tool).filter(found -> found.versions().include(version)).isEmpty();
        Map<String, Count> counts = new TreeMap<>();
        Data.of(report).at("areas").fields().forEach((area, verdicts) -> {
            Count count = counts.computeIfAbsent(area.split("\\.", 2)[0], name -> new Count());
            Data.of(verdicts).items().forEach(verdict -> count.add(verdict, elsewhere));
        });
        List<ToolRights> all = new ArrayList<>();
        counts.forEach((toolset, count) -> all.add(new ToolRights(toolset, count.allowed, count.lacking,
                count.elsewhere, count.decidedLater, tools(catalog, toolset) - count.judged())));
        return all;
    }

    private static int tools(Catalog catalog, String toolset) {
        return (int) catalog.entries().stream().filter(entry -> entry.toolset().equals(toolset)).count();
    }

    String words() {
        return allowed + " of " + (allowed + lacking.size() + elsewhere.size() + decidedLater + anyPath)
                + " tools may run"
                + (lacking.isEmpty() ? "" : ", " + lacking.size() + " lack privileges")
                + (elsewhere.isEmpty() ? "" : ", " + elsewhere.size() + " not for this login or version")
                + (decidedLater == 0 ? "" : ", " + decidedLater + " as the server decides when they run")
                + (anyPath == 0 ? "" : ", " + anyPath + " for any path, as far as the path is allowed");
    }

    /** Adds up the verdicts. */
    private static final class Count {
        private int allowed;
        private int decidedLater;
        private final List<String> lacking = new ArrayList<>();
        private final List<String> elsewhere = new ArrayList<>();

        int judged() {
            return allowed + lacking.size() + elsewhere.size() + decidedLater;
        }

        void add(Data verdict, Predicate<String> isElsewhere) {
            String tool = verdict.at("tool").text().orElse("");
            if (verdict.at("allowed").flag()) {
                allowed++;
            } else if (verdict.at("allowed").isAbsent()) {
                decidedLater++;
            } else if (isElsewhere.test(tool)) {
                elsewhere.add(tool);
            } else {
                lacking.add(tool);
            }
        }
    }
}
