package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue behind five tools, on a simulated cluster. */
class CompactTest {
    @AutoClose
    private final TestCluster cluster = new TestCluster(
            Catalog.of(List.of(new VmToolset(), new LxcToolset(), new InfraToolset(), new AccessToolset())));

    @BeforeEach
    void addRunningGuest() {
        cluster.addVictim();
    }

    private Session session() throws IOException {
        return cluster.setup().compacted().greeted("{}");
    }

    private static List<String> found(Session session, String query) {
        return session.structure(1, "proxmox_search", "{'query':'" + query + "'}").at("tools").items().stream()
                .map(tool -> tool.at("name").text().orElseThrow()).toList();
    }

    @ParameterizedTest
    @CsvSource({"snapshot a vm, proxmox_vm_snapshot", "start container, proxmox_lxc_start",
            "list nodes, proxmox_node_list", "delete user, proxmox_user_delete",
            "create backup job, proxmox_backup_create",
            "firewall rules, proxmox_firewall_rules", "run a command inside the vm, proxmox_vm_agent_exec",
            "upload iso, proxmox_storage_upload", "move a vm to another host, proxmox_vm_migrate"})
    void findsToolsByWordsOfPeople(String query, String tool) throws Exception {
        try (Session session = session()) {
            List<String> found = found(session, query);
            assertTrue(found.subList(0, Math.min(5, found.size())).contains(tool), found::toString);
        }
    }

    @Test
    void countsToolsByAreaWhenNothingIsAsked() throws Exception {
        try (Session session = session()) {
            Data areas = session.structure(1, "proxmox_search", "{}").at("areas");
            assertEquals(cluster.catalog().tools().size(),
                    areas.fields().values().stream().mapToLong(count -> ((Number) count).longValue()).sum());
        }
    }

    @Test
    void describesWithTheArgumentsThatAPlainServerLists() throws Exception {
        try (Session compact = session(); Session plain = cluster.setup().greeted("{}")) {
            Data described = compact.structure(1, "proxmox_describe", "{'tools':['proxmox_vm_start']}").at("tools")
                    .items().getFirst();
            plain.send("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
            Data listed = plain.answer(1).at("result").at("tools").items().stream()
                    .filter(tool -> tool.at("name").text().orElseThrow().equals("proxmox_vm_start")).findFirst()
                    .orElseThrow();
            assertEquals(listed.at("inputSchema").raw(), described.at("inputSchema").raw());
            assertEquals("change", described.at("class").text().orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({"proxmox_vm_start, 'Unknown tool: proxmox_vm_start; proxmox_call_change calls it.'",
            "proxmox_serch, 'Unknown tool: proxmox_serch; did you mean proxmox_search?'",
            "reboot_it, 'Unknown tool: reboot_it. proxmox_search finds tools.'"})
    void tellsHowToCallWhatIsNotOfferedByItsName(String name, String message) throws Exception {
        try (Session session = session()) {
            session.call(1, name, "{'vmid':100}");
            assertEquals(message, session.answer(1).at("error").at("message").text().orElseThrow());
        }
    }

    @Test
    void callsATool() throws Exception {
        try (Session session = session()) {
            Data answer = session.structure(1, "proxmox_call_read",
                    "{'tool':'proxmox_vm_status','arguments':{'vmid':'victim'}}");
            assertEquals(900, answer.at("target").at("vmid").whole().orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            // a caller is not enough for a tool of a higher class
            "proxmox_call_read; {'tool':'proxmox_vm_start','arguments':{'vmid':900}}; bad_argument",
            "proxmox_call_change; {'tool':'proxmox_vm_delete','arguments':{'vmid':900}}; bad_argument",
            // nor for arguments that raise the class
            "proxmox_call_read; {'tool':'proxmox_api_call','arguments':{'method':'POST','path':'/nodes/pve1/qemu/900/status/shutdown'}}; refused",
            "proxmox_call_change; {'tool':'proxmox_api_call','arguments':{'method':'DELETE','path':'/nodes/pve1/qemu/900'}}; refused",
            "proxmox_call_change; {'tool':'proxmox_vm_update_config','arguments':{'vmid':900,'delete':['scsi0']}}; refused",
            // and the right caller still asks
            "proxmox_call_destroy; {'tool':'proxmox_vm_stop','arguments':{'vmid':900}}; refused",
            "proxmox_call_read; {'tool':'proxmox_vm_strat','arguments':{'vmid':900}}; bad_argument",
            "proxmox_call_read; {'tool':17}; bad_argument",
            "proxmox_call_read; {}; bad_argument",
            "proxmox_call_read; {'tool':'proxmox_vm_status','vmid':900}; bad_argument",
            "proxmox_call_read; {'tool':'proxmox_vm_status','arguments':'vmid=900'}; bad_argument",
            "proxmox_describe; {'tools':[]}; bad_argument"})
    void refuses(String caller, String arguments, String code) throws Exception {
        try (Session session = session()) {
            Data answer = session.structure(1, caller, arguments);
            assertEquals(code, answer.at("code").text().orElse(answer.toString()));
            assertEquals(0, cluster.simulator().writes());
        }
    }

    @Test
    void aTokenIsBroughtAmongTheToolsOwnArguments() throws Exception {
        try (Session session = cluster.setup().compacted().confirmedBy(ConfirmMode.TOKEN).greeted("{}")) {
            String call = "{'tool':'proxmox_vm_stop','arguments':{'vmid':900%s}}";
            String token = session.structure(1, "proxmox_call_destroy", call.formatted("")).at("plan_token").text()
                    .orElseThrow();
            Data answer = session.structure(2, "proxmox_call_destroy",
                    call.formatted(",'plan_token':'" + token + "'"));
            assertEquals("OK", answer.at("exitstatus").text().orElse(answer.toString()));
        }
    }

    @Test
    void whereOnlyReadingIsAllowedNoCallerWrites() throws Exception {
        try (Session session = cluster.setup().compacted().within(Safety.READ).greeted("{}")) {
            session.call(1, "proxmox_call_destroy", "{'tool':'proxmox_vm_stop','arguments':{'vmid':900}}");
            assertFalse(session.answer(1).at("error").isAbsent());
            assertEquals(0, cluster.simulator().writes());
        }
    }
}
