package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the guest agent tells of the machine it runs in, and its users' passwords. */
final class AgentTools {
    private static final Param<String> USERNAME = text("username", "User inside the guest; must exist.");
    private static final Param<String> PASSWORD = text("password", "5 characters or more.")
            .pattern("\\P{Cntrl}{5,}", "5 characters or more, without control characters", "correct horse")
            .max(1024).newSecret();
    private static final Param<Boolean> CRYPTED = flag("crypted", "password is a hash as crypt() makes it.");

    private static final Endpoint PING_CALL = AgentCalls.post("ping");
    private static final Endpoint TIME_CALL = AgentCalls.get("get-time");
    private static final Endpoint PASSWORD_CALL = AgentCalls.post("set-user-password", USERNAME, PASSWORD, CRYPTED);
    private static final long NANOS = 1_000_000_000;

    static final Tool PING = Tool.reads("proxmox_vm_agent_ping")
            .command("vm", "agent", "ping")
            .title("Ping Guest Agent")
            .description("Tells that the guest agent inside a VM answers; fails when it does not.")
            .calls(PING_CALL)
            .takes(VM)
            .runs(reading -> ping())
            .returnsData();

    static final Tool INFO = telling("info", Tool.reads("proxmox_vm_agent_info")
            .command("vm", "agent", "info")
            .title("Guest Agent Version")
            .description("Tells the guest agent's version and which commands it supports."));

    static final Tool HOST_NAME = telling("get-host-name", Tool.reads("proxmox_vm_agent_get_host_name")
            .command("vm", "agent", "hostname")
            .title("Guest Host Name")
            .description("Tells the host name that the system inside a VM uses."));

    static final Tool OSINFO = telling("get-osinfo", Tool.reads("proxmox_vm_agent_get_osinfo")
            .command("vm", "agent", "osinfo")
            .title("Guest Operating System")
            .description("Tells which operating system, version and kernel run inside a VM."));

    static final Tool USERS = telling("get-users", Tool.reads("proxmox_vm_agent_get_users")
            .command("vm", "agent", "users")
            .title("Guest Users")
            .description("Lists who is logged in inside a VM, and since when (seconds since 1970)."));

    static final Tool VCPUS = telling("get-vcpus", Tool.reads("proxmox_vm_agent_get_vcpus")
            .command("vm", "agent", "vcpus")
            .title("Guest Processors")
            .description("Lists the processors that the system inside a VM sees, and which are online."));

    static final Tool NETWORK_INTERFACES = telling("network-get-interfaces",
            Tool.reads("proxmox_vm_agent_get_network_interfaces")
                    .command("vm", "agent", "interfaces")
                    .title("Guest Network Interfaces")
                    .description("Lists the network interfaces inside a VM with IP and MAC addresses and traffic: the "
                            + "way to find a running VM's IP addresses."));

    static final Tool TIME = Tool.reads("proxmox_vm_agent_get_time")
            .command("vm", "agent", "time")
            .title("Guest Clock")
            .description("Tells what the clock inside a VM shows.")
            .calls(TIME_CALL)
            .takes(VM)
            .runs(reading -> Work.done(time(AgentCalls.read(reading, TIME_CALL))))
            .showsForeignText()
            .returnsData();

    static final Tool SET_USER_PASSWORD = Tool.destroys("proxmox_vm_agent_set_user_password")
            .command("vm", "agent", "set-password")
            .title("Set Guest User Password")
            .description("Sets the password of a user inside a running VM; the old one is lost.")
            .calls(PASSWORD_CALL)
            .takes(VM, USERNAME, PASSWORD, CRYPTED)
            .runs(AgentTools::setPassword)
            .returnsNothing();

    private AgentTools() {}

    private static Tool telling(String command, Tool.Acting declaration) {
        Endpoint call = AgentCalls.get(command);
        return declaration.calls(call)
                .takes(VM)
                .runs(reading -> Work.done(AgentCalls.read(reading, call)))
                .showsForeignText()
                .returnsData();
    }

    private static Work ping() {
        return Work.of(Step.of("Ping the agent", Query.of(PING_CALL))).answering(answers -> Map.of("answers", true));
    }

    /** The agent counts in nanoseconds; people do not. */
    private static @Nullable Object time(@Nullable Object result) {
        return Data.of(result).whole().<@Nullable Object>map(nanoseconds -> {
            Map<String, @Nullable Object> time = new LinkedHashMap<>();
            time.put("nanoseconds", nanoseconds);
            time.put("utc", Instant.ofEpochSecond(nanoseconds / NANOS, nanoseconds % NANOS).toString());
            return time;
        }).orElse(result);
    }

    private static Work setPassword(Reading reading) {
        String password = reading.arguments().get(PASSWORD);
        Query call = Query.of(PASSWORD_CALL).with("password", AgentBytes.toSend(password));
        return Work.of(Step.of("Set the password", call)).answering(answers -> null);
    }
}
