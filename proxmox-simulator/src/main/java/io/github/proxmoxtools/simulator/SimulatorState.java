package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.state.AclEntry;
import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Token;
import io.github.proxmoxtools.simulator.state.User;
import java.time.Duration;
import java.util.function.Consumer;

/** Prepares the simulated cluster for a test, past its API. */
public final class SimulatorState {
    private final Cluster cluster;
    private final NodePorts ports;

    SimulatorState(Cluster cluster, NodePorts ports) {
        this.cluster = cluster;
        this.ports = ports;
    }

    /**
     * Adds a stopped virtual machine without disks.
     *
     * @param vmid its number
     * @param node where
     * @param name its name
     * @return this, for more
     */
    public SimulatorState addVirtualMachine(int vmid, String node, String name) {
        return add(vmid, Kind.QEMU, node, "name", name);
    }

    /**
     * Adds a stopped container without a root disk.
     *
     * @param vmid its number
     * @param node where
     * @param hostname its name
     * @return this, for more
     */
    public SimulatorState addContainer(int vmid, String node, String hostname) {
        return add(vmid, Kind.LXC, node, "hostname", hostname);
    }

    /**
     * Removes a guest.
     *
     * @param vmid its number
     * @return this, for more
     */
    public SimulatorState removeGuest(int vmid) {
        return change(() -> cluster.guests().remove(vmid));
    }

    /**
     * Locks a guest, as a backup or a migration does.
     *
     * @param vmid its number
     * @param lock what holds it, such as {@code backup}
     * @return this, for more
     */
    public SimulatorState lock(int vmid, String lock) {
        return guest(vmid, guest -> guest.set("lock", lock));
    }

    /**
     * Unlocks a guest.
     *
     * @param vmid its number
     * @return this, for more
     */
    public SimulatorState unlock(int vmid) {
        return guest(vmid, guest -> guest.unset("lock"));
    }

    /**
     * Sets an option of a guest.
     *
     * @param vmid its number
     * @param option the option
     * @param value its value: a text or a number
     * @return this, for more
     */
    public SimulatorState set(int vmid, String option, Object value) {
        return guest(vmid, guest -> guest.set(option, value));
    }

    /**
     * Turns a guest on or off at once, without a task.
     *
     * @param vmid its number
     * @param on whether it runs from now on
     * @return this, for more
     */
    public SimulatorState power(int vmid, boolean on) {
        return guest(vmid, guest -> {
            if (on) {
                guest.start(cluster.now());
            } else {
                guest.stop();
            }
        });
    }

    /**
     * Decides whether a virtual machine's guest agent answers while the machine runs.
     *
     * @param vmid its number
     * @param running whether it does; without this call it does when an operating system is installed
     * @return this, for more
     */
    public SimulatorState agent(int vmid, boolean running) {
        return guest(vmid, guest -> guest.agent().setRunning(running));
    }

    /**
     * Disables a command of a virtual machine's guest agent, as distributions and old versions do.
     *
     * @param vmid its number
     * @param command the command without {@code guest-}, such as {@code exec}
     * @return this, for more
     */
    public SimulatorState disableAgentCommand(int vmid, String command) {
        return guest(vmid, guest -> guest.agent().disable(command));
    }

    /**
     * Puts a file where a virtual machine's guest agent finds it.
     *
     * @param vmid the machine's number
     * @param path the file's path
     * @param content what is in it
     * @return this, for more
     */
    public SimulatorState file(int vmid, String path, byte[] content) {
        return guest(vmid, guest -> guest.agent().files().put(path, content.clone()));
    }

    /**
     * Decides whether an operating system is installed in a guest: without one it does not hear the power button.
     *
     * @param vmid its number
     * @param installed whether there is one
     * @return this, for more
     */
    public SimulatorState system(int vmid, boolean installed) {
        return guest(vmid, guest -> guest.setSystem(installed));
    }

    /**
     * Tells whether a guest runs.
     *
     * @param vmid its number
     * @return whether it does
     */
    public boolean isRunning(int vmid) {
        return cluster.look(() -> required(vmid).runs());
    }

    /**
     * Cuts a node off the cluster, or brings it back.
     *
     * <p>Its own port still answers, but it sees no other node, and has no quorum.
     *
     * @param node its name
     * @param online whether the others can reach it
     * @return this, for more
     */
    public SimulatorState setOnline(String node, boolean online) {
        return change(() -> requiredNode(node).setOnline(online));
    }

    /**
     * Turns a node off: its port refuses connections, its guests cannot be reached, its tasks stand still.
     *
     * @param node its name
     * @return this, for more
     */
    public SimulatorState stopNode(String node) {
        change(() -> cluster.turnOff(requiredNode(node)));
        ports.shut(node);
        return this;
    }

    /**
     * Turns a node on again, on the port that it had.
     *
     * <p>Its guests run if they start with the node ({@code onboot}); the tasks that stood still have failed.
     *
     * @param node its name
     * @return this, for more
     */
    public SimulatorState startNode(String node) {
        change(() -> cluster.turnOn(requiredNode(node)));
        ports.reopen(node);
        return this;
    }

    /**
     * Makes a node slow, for requests to its own port and for those that other nodes pass on to it.
     *
     * <p>Other nodes wait for 30 seconds, then answer 596; what they passed on still takes effect after the delay.
     *
     * @param node its name
     * @param delay how late it does what it is asked for on a real cluster; scaled as the times of tasks are
     * @return this, for more
     */
    public SimulatorState slowNode(String node, Duration delay) {
        return change(() -> requiredNode(node).setDelay(delay));
    }

    /**
     * Lets the other nodes refuse a node's certificate, or accept it again: they answer 596 for what concerns it.
     *
     * @param node its name
     * @param trusted whether they accept it
     * @return this, for more
     */
    public SimulatorState trustNode(String node, boolean trusted) {
        return change(() -> requiredNode(node).setTrusted(trusted));
    }

    /**
     * Takes the quorum away from all nodes: they can be read, but write nothing that belongs to the cluster.
     *
     * @return this, for more
     */
    public SimulatorState loseQuorum() {
        return change(() -> cluster.loseQuorum(true));
    }

    /**
     * Gives the quorum back.
     *
     * @return this, for more
     */
    public SimulatorState regainQuorum() {
        return change(() -> cluster.loseQuorum(false));
    }

    /**
     * Takes a node out of the cluster, with the guests on it; its own port still answers.
     *
     * @param node its name
     * @return this, for more
     */
    public SimulatorState removeNode(String node) {
        return change(() -> cluster.removeNode(requiredNode(node).name()));
    }

    /**
     * Adds a user who may log in.
     *
     * @param userid the name with its realm
     * @param password the password
     * @return this, for more
     */
    public SimulatorState addUser(String userid, String password) {
        return change(() -> {
            var user = new User(userid);
            user.setPassword(password);
            cluster.access().users().put(userid, user);
        });
    }

    /**
     * Asks a user for one-time passwords too.
     *
     * @param userid the user
     * @param key their key, in plain characters: SHA-1, six digits, thirty seconds
     * @return this, for more
     */
    public SimulatorState requireTotp(String userid, String key) {
        return change(() -> requiredUser(userid).setTotpSecret(key));
    }

    /**
     * Adds an API token.
     *
     * @param userid its owner
     * @param tokenId its own name
     * @param secret its secret
     * @param privilegeSeparation whether it has only the rights that it is given itself
     * @return this, for more
     */
    public SimulatorState addToken(String userid, String tokenId, String secret, boolean privilegeSeparation) {
        return change(() -> requiredUser(userid).tokens().put(tokenId,
                new Token(tokenId, secret, privilegeSeparation, 0, "")));
    }

    /**
     * Takes an API token away.
     *
     * @param userid its owner
     * @param tokenId its own name
     * @return this, for more
     */
    public SimulatorState removeToken(String userid, String tokenId) {
        return change(() -> requiredUser(userid).tokens().remove(tokenId));
    }

    /**
     * Gives a role to a user, or to a token with its owner before {@code !}.
     *
     * @param path the ACL path
     * @param who the user or token
     * @param role the role
     * @return this, for more
     */
    public SimulatorState grant(String path, String who, String role) {
        String type = who.contains("!") ? "token" : "user";
        return change(() -> cluster.access().grant(new AclEntry(path, type, who, role, true)));
    }

    private SimulatorState add(int vmid, Kind kind, String node, String nameOption, String name) {
        return change(() -> {
            var guest = new Guest(vmid, kind, requiredNode(node).name());
            if (!name.isEmpty()) {
                guest.set(nameOption, name);
            }
            cluster.guests().put(vmid, guest);
        });
    }

    private SimulatorState guest(int vmid, Consumer<Guest> what) {
        return change(() -> what.accept(required(vmid)));
    }

    private SimulatorState change(Runnable what) {
        return cluster.look(() -> {
            what.run();
            cluster.tellEverything();
            return this;
        });
    }

    private Guest required(int vmid) {
        Guest guest = cluster.guests().get(vmid);
        if (guest == null) {
            throw new IllegalArgumentException("The simulator has no guest " + vmid + ".");
        }
        return guest;
    }

    private Node requiredNode(String node) {
        return cluster.node(node)
                .orElseThrow(() -> new IllegalArgumentException("The simulator has no node " + node + "."));
    }

    private User requiredUser(String userid) {
        User user = cluster.access().users().get(userid);
        if (user == null) {
            throw new IllegalArgumentException("The simulator has no user " + userid + ".");
        }
        return user;
    }
}
