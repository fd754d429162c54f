package io.github.proxmoxtools.integration.documents;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.PrivilegePlan;
import io.github.proxmoxtools.tools.engine.Selection;
import io.github.proxmoxtools.tools.spi.Safety;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps what is said of privileges in step with the declarations and the API's schema. */
final class PermissionsTest {
    private static final String ROLE = "proxmox-";
    private static final String LOGIN = "automation@pve!ci";

    private final Catalog catalog = Catalog.discover();
    private final List<String> versions = ApiIndex.versions();
    private final String newest = versions.getLast();

    private Catalog of(Set<String> places, Safety ceiling) {
        return catalog.select(new Selection(places, Set.of(), Set.of(), ceiling));
    }

    private PrivilegePlan plan(String place, Safety ceiling, String version) {
        return PrivilegePlan.of(of(place.isEmpty() ? Set.of() : Set.of(place), ceiling), version);
    }

    private Set<String> toolsets() {
        return catalog.entries().stream().map(Catalog.Entry::toolset).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> areas() {
        return catalog.entries().stream().map(entry -> entry.toolset() + "." + entry.area().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void rolesAreComputed() throws IOException {
        StringBuilder text = new StringBuilder("### Looking at everything\n\n")
                .append(script("read", plan("", Safety.READ, newest)));
        for (String toolset : toolsets()) {
            text.append("\n### `").append(toolset).append("`, all of it\n\n")
                    .append(script(toolset, plan(toolset, Safety.DESTROY, newest)));
        }
        new GeneratedPart("permissions.md", "roles").compare(text.toString());
    }

    private static String script(String role, PrivilegePlan plan) {
        return "```sh\n" + String.join("\n", plan.commands(ROLE + role, LOGIN)) + "\n```\n";
    }

    /** With such a privilege a login can do more than look, whatever our tools do with it. */
    @Test
    void whatLooksAndNeedsMoreThanAuditIsListed() throws IOException {
        StringBuilder table = new StringBuilder("| tool | needs |\n|---|---|\n");
        for (Catalog.Entry entry : of(Set.of(), Safety.READ).entries()) {
            Map<String, Set<String>> needed = new TreeMap<>();
            PrivilegePlan.of(catalog.select(new Selection(Set.of(), Set.of(entry.tool().name()), Set.of(),
                    Safety.READ)), newest).byPath().forEach((path, privileges) -> needed.put(path, privileges.stream()
                            .filter(privilege -> !privilege.endsWith("Audit"))
                            .collect(Collectors.toCollection(TreeSet::new))));
            String words = words(needed, Map.of());
            if (!words.isEmpty()) {
                ToolReference.row(table, "`" + entry.tool().name() + "`", words);
            }
        }
        new GeneratedPart("permissions.md", "beyond-audit").compare(table.toString());
    }

    @Test
    void eachAreaIsListed() throws IOException {
        StringBuilder table = new StringBuilder("| area | to look | for all its tools, besides |\n|---|---|---|\n");
        for (String area : areas()) {
            Map<String, Set<String>> looking = hasReaders(area) ? plan(area, Safety.READ, newest).byPath() : Map.of();
            Map<String, Set<String>> everything = plan(area, Safety.DESTROY, newest).byPath();
            ToolReference.row(table, "`" + area + "`", words(looking, Map.of()), words(everything, looking));
        }
        new GeneratedPart("permissions.md", "areas").compare(table.toString());
    }

    private boolean hasReaders(String area) {
        return catalog.entries().stream().anyMatch(entry -> area.equals(entry.toolset() + "." + entry.area().name())
                && entry.tool().safety() == Safety.READ);
    }

    private static String words(Map<String, Set<String>> byPath, Map<String, Set<String>> without) {
        return byPath.entrySet().stream()
                .map(entry -> words(entry.getKey(), minus(entry.getValue(), without.getOrDefault(entry.getKey(),
                        Set.of()))))
                .filter(words -> !words.isEmpty()).collect(Collectors.joining("; "));
    }

    private static String words(String path, Collection<String> privileges) {
        return privileges.isEmpty() ? "" : "`" + path + "`: " + String.join(", ", privileges);
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    @Test
    void otherVersionsAreCompared() throws IOException {
        StringBuilder table = new StringBuilder("| toolset | Proxmox VE | more than " + newest + " needs | less |\n"
                + "|---|---|---|---|\n");
        for (String toolset : toolsets()) {
            Map<String, Set<String>> now = plan(toolset, Safety.DESTROY, newest).byPath();
            for (String version : versions.subList(0, versions.size() - 1)) {
                Map<String, Set<String>> then = plan(toolset, Safety.DESTROY, version).byPath();
                if (!then.equals(now)) {
                    ToolReference.row(table, "`" + toolset + "`", version, words(then, now), words(now, then));
                }
            }
        }
        new GeneratedPart("permissions.md", "versions").compare(table.toString());
    }

    @Test
    void whatOnlyRootMayIsListed() throws IOException {
        StringBuilder list = new StringBuilder();
        PrivilegePlan.of(catalog, newest).rootOnly().forEach(tool -> list.append("- `").append(tool).append("`\n"));
        new GeneratedPart("permissions.md", "root").compare(list.toString());
    }
}
