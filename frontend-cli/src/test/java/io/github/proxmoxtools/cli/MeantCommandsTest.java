package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeantCommandsTest {
    private static String said(Catalog catalog, String line) {
        FakeTerminal terminal = new FakeTerminal();
        assertEquals(2, new Cli(() -> catalog, new FakeConnector(), terminal).run(List.of(line.split(" "))));
        return terminal.err();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"vm ls, 'vm list'", "lxc ps, 'lxc list'",
            "vm show, 'vm status' or 'vm config'",
            "vm destroy, 'vm delete'", "vm rm, 'vm delete'", "vm resize, 'vm disk resize'",
            "vm restore, 'vm create --archive'", "lxc restore, 'lxc create --restore'",
            "vm rename, 'vm update --set name=VALUE'", "lxc rename, 'lxc update --hostname'", "vm backup, 'backup run'",
            "vm snapshot rm, 'vm snapshot delete'", "storage rm, 'storage delete'"})
    void wordsOfOtherProgramsAreUnderstood(String line, String meant) {
        String said = said(Workbench.CATALOG, line);
        assertTrue(said.contains("\nDid you mean " + meant + "? 'proxmox"), said);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"qm list, 'vm list'", "pct destroy 200, 'lxc delete'", "pct, 'lxc'",
            "pveum user list, 'user list'", "pvesh get /nodes, 'api get'", "pveam, 'lxc template'",
            "list, 'vm list' or 'lxc list' or 'node list'", "start 100, 'vm start' or 'lxc start'"})
    void wordsInThePlaceOfANounAreUnderstood(String line, String meant) {
        String said = said(Workbench.CATALOG, line);
        assertTrue(said.contains("\nDid you mean " + meant), said);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"vm strat, 'vm start'", "vm migr, 'vm migrate'", "vm delet, 'vm delete'",
            "vm stat, 'vm status'", "node lsit, 'node list'", "vmm, 'vm'"})
    void slipsAreUnderstood(String line, String meant) {
        String said = said(Workbench.CATALOG, line);
        assertTrue(said.contains("\nDid you mean " + meant + "? 'proxmox"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm shw", "vm slap", "vm est", "node shot"})
    void nothingThatChangesIsOfferedForALikeness(String line) {
        String said = said(Workbench.CATALOG, line);
        assertFalse(said.contains("stop") || said.contains("reset") || said.contains("delete"), said);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"vm update 100 --name x, '--set name=VALUE' sets it.",
            "vm update 100 --cpulimit=2, '--set cpulimit=VALUE' sets it.",
            "vm update 100 --memroy 2, Did you mean --memory?",
            "lxc update 200 --name x, Did you mean",
            "user create alice@pve, What stands alone needs its option before it, such as --userid. See",
            "user create, See"})
    void anOptionIsFoundAmongTheOfficialOnes(String line, String said) {
        assertTrue(said(Workbench.CATALOG, line).contains("\n" + said), said(Workbench.CATALOG, line));
    }

    @Test
    void aSecretIsNeitherAskedForNorRepeated() {
        assertFalse(said(Workbench.CATALOG, "vm update 100 --cipassword hunter2").contains("--set cipassword"));
        assertFalse(said(Workbench.CATALOG, "user create hunter2").contains("hunter2"));
    }

    @Test
    void onlyCommandsThatAreThereAreOffered() {
        Catalog machines = Catalog.of(List.of(new VmToolset()));
        assertEquals("error: There is no command 'pct'\n'proxmox --help' lists the commands.\n",
                said(machines, "pct destroy 200"));
        assertFalse(said(machines, "vm backup").contains("Did you mean"));
    }
}
