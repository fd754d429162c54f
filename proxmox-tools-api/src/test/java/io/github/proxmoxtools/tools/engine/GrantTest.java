package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GrantTest {
    private final Grant token = new Grant("automation@pve!agent");

    @Test
    void namesTheSmallestRole() {
        assertTrue(token.of("/vms/100", "VM.Snapshot").contains(
                "`pveum acl modify /vms/100 --tokens 'automation@pve!agent' --roles PVEVMAdmin`."));
        assertTrue(token.of("/vms/100", "VM.PowerMgmt").contains("--roles PVEVMUser`."));
        assertTrue(
                token.of("/storage/local", "Datastore.Audit|Datastore.AllocateSpace").contains("--roles PVEAuditor`."));
    }

    @Test
    void saysThatTokenAndUserNeedIt() {
        assertTrue(token.of("/", "Sys.Audit").contains("its user automation@pve must have"));
        assertFalse(new Grant("root@pam").of("/", "Sys.Audit").contains("privilege separation"));
        assertTrue(new Grant("bob@pve").of("/", "Sys.Audit").contains("--users bob@pve --roles"));
    }

    @Test
    void makesARoleWhereNoneIsSmallEnough() {
        String words = token.of("/", "Sys.Modify");
        assertTrue(words.contains("`pveum role add ROLE --privs Sys.Modify`; then `pveum acl modify / --tokens"),
                words);
    }

    @Test
    void offersNoRoleThatHoldsOnlyAPart() {
        String words = token.of("/", "Sys.Modify,Sys.Audit");
        assertTrue(words.contains("`pveum role add ROLE --privs Sys.Modify,Sys.Audit`; then"), words);
        assertFalse(words.contains("PVEAuditor"), words);
        assertTrue(token.of("/vms/1", "VM.Clone, VM.Audit").contains("--roles PVETemplateUser,PVEAuditor`."));
    }

    @Test
    void quotesForTheShell() {
        assertEquals("'a'\\''b c'", Grant.quoted("a'b c"));
        assertEquals("/vms/100", Grant.quoted("/vms/100"));
        assertTrue(new Grant("$(reboot)@pve").of("/", "Sys.Audit").contains("--users '$(reboot)@pve'"));
    }
}
