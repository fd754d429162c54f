package io.github.proxmoxtools.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people who know the programs of a Proxmox VE host, of containers and of shells say, in the words of this one. */
final class FieldWords {
    private static final String[][] SAID_AND_MEANT = {
            {"ls ps", "list"},
            {"show info", "show", "status", "config", "explain"},
            {"get", "show", "config", "read"},
            {"cat view", "show", "config", "read"},
            {"rm remove del destroy purge", "delete"},
            {"new make", "create"},
            {"add", "create", "add"},
            {"set edit modify change", "update"},
            {"up boot poweron", "start"},
            {"down halt poweroff", "shutdown"},
            {"kill", "stop"},
            {"restart", "reboot"},
            {"pause freeze", "suspend"},
            {"unpause unfreeze", "resume"},
            {"move move_disk move-disk", "disk move"},
            {"resize resize_disk", "disk resize"},
            {"cp copy duplicate", "clone"},
            {"rename", "update --name", "update --hostname"},
            {"restore qmrestore", "create --archive", "create --restore", "vm create --archive"},
            {"snap", "snapshot"},
            {"listsnapshot", "snapshot list"},
            {"delsnapshot", "snapshot delete"},
            {"rollback revert", "snapshot rollback"},
            {"exec run", "agent exec"},
            {"logs journal syslog", "log", "journal", "task log", "node journal"},
            {"terminal vnc spice ssh enter", "console"},
            {"backup vzdump", "backup run"},
            {"qm qemu kvm vms machine", "vm"},
            {"pct ct cts container containers", "lxc"},
            {"pvesh", "api"},
            {"pvesm disk disks storages datastore", "storage"},
            {"pvenode host hosts nodes", "node"},
            {"pvecm", "cluster"},
            {"pvesr", "replication"},
            {"pveam", "lxc template"},
            {"pveum", ""},
            {"pveversion", "cluster version", "version"},
            {"ha-manager", "ha"},
            {"realm realms", "domain"},
            {"fw", "firewall"},
            {"tasks", "task"},
            {"users", "user"},
            {"whoami", "permissions check"},
            {"nextid", "cluster next-id"}};

    private static final Map<String, List<String>> MEANINGS = Arrays.stream(SAID_AND_MEANT)
            .flatMap(row -> Stream.of(row[0].split(" "))
                    .map(said -> Map.entry(said, List.of(row).subList(1, row.length))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private FieldWords() {}

    /**
     * Gives what a word may stand for, the likeliest first; whether there is such a command is not asked.
     *
     * @param word what was said
     * @return words of commands, some with an option; often none
     */
    static List<String> of(String word) {
        return MEANINGS.getOrDefault(word, List.of());
    }
}
