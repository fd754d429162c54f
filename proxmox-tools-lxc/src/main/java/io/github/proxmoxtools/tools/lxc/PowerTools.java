package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.guest.GuestParams.FORCE_STOP;
import static io.github.proxmoxtools.tools.guest.GuestParams.OVERRULE_SHUTDOWN;
import static io.github.proxmoxtools.tools.guest.GuestParams.SKIPLOCK;
import static io.github.proxmoxtools.tools.guest.GuestParams.TIMEOUT;
import static io.github.proxmoxtools.tools.guest.GuestShapes.CONTAINERS;
import static io.github.proxmoxtools.tools.spi.GuestInput.LXC;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starting, stopping and suspending containers. */
final class PowerTools {
    private static final Endpoint CURRENT = CONTAINERS.statusCall();
    private static final Endpoint HARD_STOP = CONTAINERS.powerCall("stop");
    private static final Endpoint NEW_START = CONTAINERS.powerCall("start");

    static final Tool START = Tool.changes("proxmox_lxc_start")
            .command("lxc", "start")
            .title("Start Container")
            .description("Starts a stopped container.")
            .does(CONTAINERS.power("start"));

    static final Tool STOP = Tool.destroys("proxmox_lxc_stop")
            .command("lxc", "stop")
            .title("Stop Container")
            .description("Ends all processes of a container at once: what they have not written is lost. "
                    + "To let it shut down in order, use the shutdown tool.")
            .does(CONTAINERS.power("stop", SKIPLOCK, OVERRULE_SHUTDOWN));

    static final Tool SHUTDOWN = Tool.destroys("proxmox_lxc_shutdown")
            .command("lxc", "shutdown")
            .title("Shut Down Container")
            .description("Asks a container to shut down and waits for it. It fails when it has not stopped in time "
                    + "(60 seconds by default), unless forceStop is set.")
            .does(CONTAINERS.power("shutdown", TIMEOUT, FORCE_STOP));

    static final Tool REBOOT = Tool.destroys("proxmox_lxc_reboot")
            .command("lxc", "reboot")
            .title("Reboot Container")
            .description("Reboots a container in order: shuts it down and starts it again, which also applies pending "
                    + "changes.")
            .does(CONTAINERS.power("reboot", TIMEOUT));

    static final Tool RESET = Tool.destroys("proxmox_lxc_reset")
            .command("lxc", "reset")
            .title("Reset Container")
            .description("Stops a running container hard, waits, and starts it again: what its processes have not "
                    + "written is lost. Two tasks, as Proxmox VE has no reset for containers: upids names both.")
            .calls(CURRENT, HARD_STOP, NEW_START)
            .takes(LXC)
            .runs(PowerTools::reset)
            .startsTask();

    static final Tool SUSPEND = Tool.destroys("proxmox_lxc_suspend")
            .command("lxc", "suspend")
            .title("Suspend Container")
            .description("Saves a running container's processes to disk and stops it, to be resumed later. "
                    + "Experimental in Proxmox VE: many containers cannot be saved.")
            .does(CONTAINERS.power("suspend"));

    static final Tool RESUME = Tool.changes("proxmox_lxc_resume")
            .command("lxc", "resume")
            .title("Resume Container")
            .description("Lets a suspended container go on where it was. Experimental in Proxmox VE.")
            .does(CONTAINERS.power("resume"));

    private PowerTools() {}

    private static Work reset(Reading reading) {
        refuseManagedByHa(reading);
        return Work.of(Step.task("Stop it", Query.of(HARD_STOP)), Step.task("Start it", Query.of(NEW_START)))
                .answering(PowerTools::bothTasks);
    }

    /** HA's tasks end before anything happens: by the time it looked, it would see the start only and do nothing. */
    private static void refuseManagedByHa(Reading reading) {
        if (reading.read(Query.of(CURRENT)).at("ha").at("managed").flag()) {
            throw new InvalidCall(FailureKind.REFUSED, reading.guest() + " is managed by HA, which does not notice a "
                    + "stop that a start follows at once; nothing was sent",
                    "Reboot it; or stop it, wait until its status says so, and start it.", Map.of());
        }
    }

    /** The start's task is the outcome; who left it to itself has its UPID only. */
    private static Object bothTasks(List<Data> answers) {
        Data start = answers.get(1);
        Map<String, @Nullable Object> facts = start.fields();
        start.text().ifPresent(upid -> {
            facts.put("upid", upid);
            facts.put("status", "running");
        });
        List<@Nullable Object> upids = new ArrayList<>();
        upids.add(answers.get(0).at("upid").raw());
        upids.add(facts.get("upid"));
        facts.put("upids", upids);
        return facts;
    }
}
