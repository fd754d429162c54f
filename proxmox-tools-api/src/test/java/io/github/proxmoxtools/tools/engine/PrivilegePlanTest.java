package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrivilegePlanTest {
    private static final PrivilegePlan PLAN = new PrivilegePlan(
            Map.of("/vms", Set.of("VM.PowerMgmt", "VM.Audit"), "/", Set.of("Sys.Audit")), Set.of());

    @Test
    void aTokensUserGetsTheSame() {
        assertEquals(List.of("pveum role add ops --privs Sys.Audit",
                "pveum acl modify / --roles ops --tokens 'ci@pve!bot'", "pveum acl modify / --roles ops --users ci@pve",
                "pveum role add ops-vms --privs VM.Audit,VM.PowerMgmt",
                "pveum acl modify /vms --roles ops-vms --tokens 'ci@pve!bot'",
                "pveum acl modify /vms --roles ops-vms --users ci@pve"), PLAN.commands("ops", "ci@pve!bot"));
    }

    @Test
    void rootHasEverythingAlready() {
        assertEquals(
                List.of("pveum role add ops --privs Sys.Audit",
                        "pveum acl modify / --roles ops --tokens 'root@pam!bot'"),
                new PrivilegePlan(Map.of("/", Set.of("Sys.Audit")), Set.of()).commands("ops", "root@pam!bot"));
    }

    @Test
    void rightsOnSingleObjectsAreEnough() {
        PrivilegePlan lacking = PLAN
                .without((path, privilege) -> path.equals("/vms/{any}") && privilege.equals("VM.Audit"));
        assertEquals(Map.of("/", Set.of("Sys.Audit"), "/vms", Set.of("VM.PowerMgmt")), lacking.byPath());
    }
}
