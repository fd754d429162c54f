package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.DeclarationException;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CatalogTest {
    private static final Tool LIST = Samples.reads("proxmox_vm_list", "vm", "list").get("/nodes").returnsList();
    private static final Tool START = Samples.changes("proxmox_vm_start", "vm", "start").post("/pools").startsTask();
    private static final Tool STOP = Samples.destroys("proxmox_vm_stop", "vm", "stop").post("/pools").startsTask();
    private static final Tool RULES = Samples.reads("proxmox_firewall_rules", "firewall", "rules").get("/nodes")
            .returnsList();
    private static final Tool PINGS = Samples.reads("proxmox_ping", "ping").post("/pools").returnsData();
    private static final Catalog CATALOG = Catalog.of(List.of(
            Samples.toolset("vm", Area.of("power", "Power", STOP, START), Area.of("look", "Look", LIST)),
            Samples.toolset("infra", Area.of("firewall", "Firewall", RULES), Area.of("raw", "Raw", Samples.raw()),
                    Area.of("ping", "Ping", PINGS))));

    private static Selection selection(Set<String> toolsets, Set<String> tools, Set<String> exclude, Safety access) {
        return new Selection(toolsets, tools, exclude, access);
    }

    private static List<String> names(Selection selection) {
        return CATALOG.select(selection).tools().stream().map(Tool::name).toList();
    }

    private static String refusal(Selection selection) {
        return assertThrows(CatalogException.class, () -> CATALOG.select(selection)).getMessage();
    }

    @Test
    void sortsByNameAndRemembersWhereToolsBelong() {
        assertEquals(List.of("proxmox_api_call", "proxmox_firewall_rules", "proxmox_ping", "proxmox_vm_list",
                "proxmox_vm_start", "proxmox_vm_stop"), CATALOG.tools().stream().map(Tool::name).toList());
        assertEquals(List.of("infra", "vm"), CATALOG.toolsets());
        Catalog.Entry entry = CATALOG.entry("proxmox_vm_stop").orElseThrow();
        assertEquals("vm", entry.toolset());
        assertEquals("power", entry.area().name());
        assertEquals(Optional.of(STOP), CATALOG.find("proxmox_vm_stop"));
        assertEquals(Optional.empty(), CATALOG.find("proxmox_vm"));
    }

    @Test
    void withoutToolsetsSaysWhatIsMissing() {
        String none = assertThrows(CatalogException.class, () -> Catalog.of(List.of())).getMessage();
        assertTrue(none.contains("No toolset was found"), none);
        assertTrue(none.contains("io.github.proxmoxtools.tools.vm") && none.contains("--add-modules"), none);
        assertEquals(none, assertThrows(CatalogException.class,
                () -> Catalog.of(List.of(Samples.toolset("empty")))).getMessage());
    }

    @Test
    void discoveryFindsNoneHereAndSaysSo() {
        String none = assertThrows(CatalogException.class, Catalog::discover).getMessage();
        assertTrue(none.contains("No toolset was found"), none);
    }

    @Test
    void makesOnlyTheAreasOfANoun() {
        AtomicInteger made = new AtomicInteger();
        Catalog catalog = Catalog.lazy(List.of(Samples.toolset("vm", Area.of("look", "Look", LIST)),
                Samples.toolset("infra", Area.of("firewall", "Firewall", Set.of("firewall"), () -> {
                    made.incrementAndGet();
                    return List.of(RULES);
                }))));
        assertEquals(List.of("firewall", "vm"), List.copyOf(catalog.nouns()));
        assertEquals(List.of(LIST), catalog.entriesOf("vm").stream().map(Catalog.Entry::tool).toList());
        assertEquals(Optional.of(LIST), catalog.find("proxmox_vm_list"));
        assertEquals(List.of(), catalog.entriesOf("nobody"));
        assertEquals(0, made.get());
        assertEquals(Optional.of(RULES), catalog.find("proxmox_firewall_rules"));
        assertEquals(2, catalog.tools().size());
        assertEquals(1, made.get());
    }

    @Test
    void aLazyCatalogueNoticesTheSameNameWhenBothAreMade() {
        Tool again = Samples.reads("proxmox_vm_list", "guest", "list").get("/nodes").returnsList();
        Catalog catalog = Catalog.lazy(List.of(Samples.toolset("one", Area.of("a", "A", LIST)),
                Samples.toolset("two", Area.of("a", "A", again))));
        assertEquals(1, catalog.entriesOf("vm").size());
        assertEquals(1, catalog.entriesOf("vm").size(), "it is the same one");
        for (Executable both : List.<Executable>of(() -> catalog.entriesOf("guest"), catalog::entries)) {
            String refusal = assertThrows(CatalogException.class, both).getMessage();
            assertTrue(refusal.contains("the name proxmox_vm_list") && refusal.contains("'one'")
                    && refusal.contains("'two'"), refusal);
        }
        assertEquals(Optional.of(LIST), catalog.find("proxmox_vm_list"));
    }

    @Test
    void anAreaAnnouncesItsNouns() {
        Area area = Area.of("look", "Look", Set.of("lxc"), () -> List.of(LIST));
        String refusal = assertThrows(DeclarationException.class, area::tools).getMessage();
        assertTrue(refusal.contains("proxmox_vm_list") && refusal.contains("'vm'") && refusal.contains("lxc"), refusal);
    }

    @Test
    void refusesTwoOfTheSameName() {
        Tool again = Samples.reads("proxmox_vm_list", "vm", "ls").get("/nodes").returnsList();
        String refusal = assertThrows(CatalogException.class, () -> Catalog.of(List.of(
                Samples.toolset("one", Area.of("a", "A", LIST)), Samples.toolset("two", Area.of("a", "A", again)))))
                .getMessage();
        assertTrue(refusal.contains("the name proxmox_vm_list") && refusal.contains("'one'") && refusal.contains(
                "'two'"), refusal);
    }

    @Test
    void refusesTwoOfTheSameCommand() {
        Tool again = Samples.reads("proxmox_vm_ls", "vm", "list").get("/nodes").returnsList();
        String refusal = assertThrows(CatalogException.class, () -> Samples.catalog(LIST, again)).getMessage();
        assertTrue(refusal.contains("the command 'vm list'"), refusal);
    }

    @Test
    void refusesTwoToolsetsOfTheSameName() {
        String refusal = assertThrows(CatalogException.class, () -> Catalog.of(List.of(
                Samples.toolset("vm", Area.of("a", "A", LIST)), Samples.toolset("vm", Area.of("b", "B", START)))))
                .getMessage();
        assertTrue(refusal.contains("Two toolsets are called 'vm'"), refusal);
    }

    @Test
    void choosesToolsetsAreasAndTools() {
        assertEquals(6, CATALOG.select(Selection.ALL).tools().size());
        assertEquals(List.of("proxmox_vm_list", "proxmox_vm_start", "proxmox_vm_stop"),
                names(selection(Set.of("vm"), Set.of(), Set.of(), Safety.DESTROY)));
        assertEquals(List.of("proxmox_vm_start", "proxmox_vm_stop"),
                names(selection(Set.of("vm.power"), Set.of(), Set.of(), Safety.DESTROY)));
        assertEquals(List.of("proxmox_vm_list"),
                names(selection(Set.of(), Set.of("proxmox_vm_list"), Set.of(), Safety.DESTROY)));
        assertEquals(List.of("proxmox_firewall_rules", "proxmox_vm_start", "proxmox_vm_stop"),
                names(selection(Set.of("vm.power"), Set.of("proxmox_firewall_rules"), Set.of(), Safety.DESTROY)));
    }

    @Test
    void excludesToolsetsAreasAndTools() {
        assertEquals(List.of("proxmox_vm_list"),
                names(selection(Set.of(), Set.of(), Set.of("infra", "vm.power"), Safety.DESTROY)));
        assertEquals(List.of("proxmox_vm_start"),
                names(selection(Set.of("vm.power"), Set.of(), Set.of("proxmox_vm_stop"), Safety.DESTROY)));
    }

    @Test
    void ceilingOfChangeLeavesOutWhatDestroys() {
        List<String> names = names(selection(Set.of(), Set.of(), Set.of(), Safety.CHANGE));
        assertTrue(names.contains("proxmox_vm_start"), names.toString());
        assertTrue(!names.contains("proxmox_vm_stop"), names.toString());
    }

    @Test
    void ceilingOfReadLeavesOutWhateverSendsMoreThanGet() {
        assertEquals(List.of("proxmox_api_call", "proxmox_firewall_rules", "proxmox_vm_list"),
                names(selection(Set.of(), Set.of(), Set.of(), Safety.READ)));
    }

    @Test
    void ceilingOnlyNarrows() {
        assertEquals(Safety.READ, Selection.ALL.within(Safety.READ).access());
        assertEquals(Safety.READ, Selection.ALL.within(Safety.READ).within(Safety.DESTROY).access());
    }

    @Test
    void unknownNamesAreRefusedWithWhatMayHaveBeenMeant() {
        assertEquals("There is no toolset 'infrs' among the loaded ones; did you mean infra?",
                refusal(selection(Set.of("infrs"), Set.of(), Set.of(), Safety.DESTROY)));
        assertEquals("There is no tool 'proxmox_vm_lst' among the loaded ones; did you mean proxmox_vm_list?",
                refusal(selection(Set.of(), Set.of("proxmox_vm_lst"), Set.of(), Safety.DESTROY)).replaceAll(
                        "proxmox_vm_list, .*\\?", "proxmox_vm_list?"));
        String far = refusal(selection(Set.of(), Set.of(), Set.of("quantum-entanglement"), Safety.DESTROY));
        assertTrue(far.contains("There is no tool or toolset 'quantum-entanglement'") && far.contains("vm.power"), far);
    }

    @Test
    void selectionThatLeavesNothingIsRefused() {
        String refusal = refusal(selection(Set.of("vm.power"), Set.of(), Set.of(), Safety.READ));
        assertTrue(refusal.contains("leaves no tool") && refusal.contains("[infra, vm]"), refusal);
    }

    @Test
    void rawCallHasTheClassOfTheToolThatDeclaresIt() {
        assertEquals(Safety.READ, CATALOG.safetyOfCall("GET", List.of("anything"), List.of()));
        assertEquals(Safety.DESTROY, CATALOG.safetyOfCall("POST", List.of("pools"), List.of()),
                "the highest that declares it");
        Catalog other = Samples.catalog(Samples.changes("proxmox_move", "move").put("/pools/{poolid}",
                io.github.proxmoxtools.tools.spi.Param.text("poolid", "")).returnsNothing());
        assertEquals(Safety.CHANGE, other.safetyOfCall("PUT", List.of("pools", "dev"), List.of()));
        assertEquals(Safety.DESTROY, other.safetyOfCall("DELETE", List.of("pools", "dev"), List.of()));
        assertEquals(Safety.DESTROY, other.safetyOfCall("PUT", List.of("pools"), List.of()));
        assertEquals(Safety.DESTROY, other.safetyOfCall("PUT", List.of("pools", "dev/members"), List.of()),
                "the server sees another path");
    }
}
