package io.github.proxmoxtools.tools.guest;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.fraction;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Column.seconds;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Shape;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of tools that VMs and containers both have, and the calls of which a kind makes tools of its own.
 *
 * <pre>{@code
 * static final Tool START = Tool.changes("proxmox_vm_start")
 *         .command("vm", "start")
 *         .title("Start Virtual Machine")
 *         .description("Starts a stopped VM.")
 *         .does(VMS.power("start"));
 * }</pre>
 */
public final class GuestShapes {
    /** Those of virtual machines. */
    public static final GuestShapes VMS = new GuestShapes(GuestInput.VM);
    /** Those of containers. */
    public static final GuestShapes CONTAINERS = new GuestShapes(GuestInput.LXC);

    private final GuestInput guest;
    private final String kind;
    private final String path;

    private GuestShapes(GuestInput guest) {
        this.guest = guest;
        this.kind = guest.kind().apiName();
        this.path = "/nodes/{node}/" + kind + "/{vmid}";
    }

    /**
     * Lists the guests of a node or of the cluster.
     *
     * @return a list; a node calls {@code cpus} what the cluster calls {@code maxcpu}
     */
    public Shape list() {
        return tool -> tool.chooses(
                Endpoint.get("/nodes/{node}/" + kind, GuestParams.ONLY_NODE).when(GuestParams.ONLY_NODE),
                Endpoint.get("/cluster/resources").with("type", "vm").keeping("type", kind))
                .showsForeignText()
                .returnsList(plain("vmid"), plain("name"), plain("node"), plain("status"), fraction("cpu"),
                        plain("maxcpu"), plain("cpus"), bytes("mem"), bytes("maxmem"), seconds("uptime"),
                        plain("tags"));
    }

    /**
     * Tells how a guest is and how it is configured, asked at the same time.
     *
     * @return an object of {@code status} and {@code config}
     */
    public Shape status() {
        Endpoint current = statusCall();
        Endpoint configuration = configCall().with("current", "1");
        return tool -> tool.calls(current, configuration)
                .takes(guest)
                .runs(reading -> both(reading, current, configuration))
                .showsForeignText()
                .returnsData(fraction("cpu"), bytes("mem"), bytes("maxmem"), bytes("memhost"), bytes("status.balloon"),
                        bytes("status.swap"), bytes("maxswap"), bytes("disk"), bytes("maxdisk"), bytes("diskread"),
                        bytes("diskwrite"), bytes("netin"), bytes("netout"), seconds("uptime"));
    }

    private static Work both(Reading reading, Endpoint current, Endpoint configuration) {
        List<Data> answers = reading.readAll(List.of(Query.of(current), Query.of(configuration)));
        Map<String, @Nullable Object> both = new LinkedHashMap<>();
        both.put("status", answers.get(0).raw());
        both.put("config", answers.get(1).raw());
        return Work.done(both);
    }

    /**
     * Shows a guest's configuration as it will be after its next start.
     *
     * @return an object of options
     */
    public Shape config() {
        return tool -> tool.chooses(configCall()).showsForeignText().returnsData();
    }

    /**
     * Lists a guest's options with the values that wait for a restart.
     *
     * @return a list
     */
    public Shape pendingChanges() {
        return tool -> tool.get(path + "/pending", guest)
                .showsForeignText()
                .returnsList(plain("key"), plain("value"), plain("pending"), plain("delete"));
    }

    /**
     * Turns a guest on or off.
     *
     * @param action the last part of the path, such as {@code start}
     * @param more what it takes beside the guest
     * @return a task
     */
    public Shape power(String action, Input... more) {
        return tool -> tool.chooses(powerCall(action, more)).startsTask();
    }

    /**
     * Deletes a guest with its disks.
     *
     * @param more what it takes beside the guest
     * @return a task
     */
    public Shape delete(Input... more) {
        return tool -> tool.delete(path, inputs(List.of(), more)).startsTask();
    }

    /**
     * Lists a guest's snapshots and the state it is in.
     *
     * @return a list
     */
    public Shape snapshots() {
        return tool -> tool.get(path + "/snapshot", guest)
                .showsForeignText()
                .returnsList(plain("name"), plain("parent"), epoch("snaptime"), flag("vmstate"), plain("description"));
    }

    /**
     * Takes a snapshot.
     *
     * @param more what it takes beside the guest, a name and a description
     * @return a task
     */
    public Shape takeSnapshot(Input... more) {
        return tool -> tool.post(path + "/snapshot",
                inputs(List.of(GuestParams.SNAPNAME, GuestParams.DESCRIPTION), more)).startsTask();
    }

    /**
     * Deletes a snapshot.
     *
     * @return a task
     */
    public Shape deleteSnapshot() {
        return tool -> tool.delete(path + "/snapshot/{snapname}", guest, GuestParams.SNAPNAME, GuestParams.FORGET)
                .startsTask();
    }

    /**
     * Brings a guest back to a snapshot.
     *
     * @return a task
     */
    public Shape rollBack() {
        return tool -> tool.post(path + "/snapshot/{snapname}/rollback", guest, GuestParams.SNAPNAME,
                GuestParams.START).startsTask();
    }

    /**
     * Moves a guest to another node.
     *
     * @param more what it takes beside the guest, the target and a limit of speed
     * @return the call
     */
    public Endpoint migrateCall(Input... more) {
        return Endpoint.post(path + "/migrate", inputs(List.of(GuestParams.TARGET, GuestParams.BWLIMIT), more));
    }

    /**
     * Makes a template of a guest.
     *
     * @return the call; it starts a task for a VM, and one that nobody is told of for a container
     */
    public Endpoint templateCall() {
        return Endpoint.post(path + "/template", guest);
    }

    /**
     * Turns a guest on or off.
     *
     * @param action the last part of the path, such as {@code start}
     * @param more what it takes beside the guest
     * @return the call
     */
    public Endpoint powerCall(String action, Input... more) {
        return Endpoint.post(path + "/status/" + action, inputs(List.of(), more));
    }

    /**
     * Reads how a guest is right now.
     *
     * @return the call
     */
    public Endpoint statusCall() {
        return Endpoint.get(path + "/status/current", guest);
    }

    /**
     * Reads how a guest is configured, with changes that wait for a restart.
     *
     * @return the call
     */
    public Endpoint configCall() {
        return Endpoint.get(path + "/config", guest);
    }

    private Input[] inputs(List<Input> own, Input... more) {
        List<Input> all = new ArrayList<>();
        all.add(guest);
        all.addAll(own);
        all.addAll(List.of(more));
        return all.toArray(Input[]::new);
    }
}
