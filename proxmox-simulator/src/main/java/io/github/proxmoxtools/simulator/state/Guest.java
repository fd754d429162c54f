package io.github.proxmoxtools.simulator.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A virtual machine or a container. */
public final class Guest {
    private static final long MEBIBYTE = 1L << 20;
    private static final long DEFAULT_MEMORY = 512;

    private final int vmid;
    private final Kind kind;
    private String node;
    private final TreeMap<String, Object> config = new TreeMap<>();
    private final TreeMap<String, Object> pending = new TreeMap<>();
    private final TreeMap<String, Boolean> pendingDeletes = new TreeMap<>();
    private final SnapshotChain snapshots = new SnapshotChain();
    private final GuestAgent agent = new GuestAgent();
    private @Nullable Instant started;
    private boolean paused;
    private @Nullable Map<String, Object> cloudInit;
    private boolean hasSystem = true;
    private boolean checkpointed;

    /**
     * A stopped guest without configuration.
     *
     * @param vmid its number
     * @param kind its kind
     * @param node where it is
     */
    public Guest(int vmid, Kind kind, String node) {
        this.vmid = vmid;
        this.kind = kind;
        this.node = node;
    }

    /** {@return its number} */
    public int vmid() {
        return vmid;
    }

    /** {@return its kind} */
    public Kind kind() {
        return kind;
    }

    /** {@return where it is} */
    public String node() {
        return node;
    }

    /**
     * Moves it.
     *
     * @param target where to
     */
    public void moveTo(String target) {
        node = target;
    }

    /** {@return its name, or the one that Proxmox VE makes up} */
    public String name() {
        String key = kind == Kind.QEMU ? "name" : "hostname";
        Object name = config.get(key);
        return name == null ? (kind == Kind.QEMU ? "VM " : "CT") + vmid : name.toString();
    }

    /** {@return the configuration, sorted, not to be changed} */
    public Map<String, Object> config() {
        return Collections.unmodifiableMap(config);
    }

    /** {@return the values that wait for the next start} */
    public Map<String, Object> pending() {
        return Collections.unmodifiableMap(pending);
    }

    /**
     * Sets an option.
     *
     * @param key its name
     * @param value its value
     */
    public void set(String key, Object value) {
        config.put(key, value);
        revert(key);
    }

    /**
     * Notes a value for the next start.
     *
     * @param key its name
     * @param value its value
     */
    public void setPending(String key, Object value) {
        revert(key);
        if (!value.equals(config.get(key))) {
            pending.put(key, value);
        }
    }

    /** {@return the options that the next start removes, and whether their volumes go too} */
    public Map<String, Boolean> pendingDeletes() {
        return Collections.unmodifiableMap(pendingDeletes);
    }

    /**
     * Notes that the next start removes an option.
     *
     * @param key its name
     * @param withVolume whether its volume goes too
     */
    public void deletePending(String key, boolean withVolume) {
        pending.remove(key);
        if (config.containsKey(key)) {
            pendingDeletes.put(key, withVolume);
        }
    }

    /**
     * Forgets a value that waits for the next start.
     *
     * @param key its name
     */
    public void revert(String key) {
        pending.remove(key);
        pendingDeletes.remove(key);
    }

    /**
     * Removes an option.
     *
     * @param key its name
     */
    public void unset(String key) {
        config.remove(key);
        revert(key);
    }

    /** {@return what holds it, such as {@code backup}} */
    public Optional<String> lock() {
        return Optional.ofNullable(config.get("lock")).map(Object::toString);
    }

    /** {@return whether it is a template} */
    public boolean isTemplate() {
        return "1".equals(String.valueOf(config.get("template")));
    }

    /** {@return whether it runs, paused or not} */
    public boolean runs() {
        return started != null;
    }

    /** {@return whether it is paused} */
    public boolean isPaused() {
        return paused;
    }

    /**
     * Starts it.
     *
     * @param when since when it runs
     */
    public void start(Instant when) {
        started = when;
        paused = false;
        checkpointed = false;
        applyPending();
        agent.boot();
    }

    /** Stops it. */
    public void stop() {
        started = null;
        paused = false;
        applyPending();
    }

    /** Applies what waits for the next start. */
    public void applyPending() {
        config.putAll(pending);
        pending.clear();
        pendingDeletes.forEach((key, withVolume) -> {
            Object value = config.remove(key);
            if (value != null && Disk.isDiskKey(key) && !withVolume) {
                Disk.parse(value.toString()).filter(disk -> !disk.isCdrom()).ifPresent(this::keepUnused);
            }
        });
        pendingDeletes.clear();
    }

    /**
     * Keeps a volume that is no longer in use.
     *
     * @param disk the volume
     */
    public void keepUnused(Disk disk) {
        int number = 0;
        while (config.containsKey("unused" + number)) {
            number++;
        }
        config.put("unused" + number, disk.volid());
    }

    /** {@return the programs and files in it that the guest agent reaches} */
    public GuestAgent agent() {
        return agent;
    }

    /** {@return what the cloud-init drive says, empty when that is not known} */
    public Optional<Map<String, Object>> cloudInit() {
        return Optional.ofNullable(cloudInit);
    }

    /**
     * Writes the cloud-init drive.
     *
     * @param options what it says
     */
    public void setCloudInit(Map<String, Object> options) {
        cloudInit = options;
    }

    /** {@return whether a container was stopped so that it can go on where it was} */
    public boolean isCheckpointed() {
        return checkpointed;
    }

    /**
     * Notes that a container can go on where it was.
     *
     * @param saved whether it can
     */
    public void setCheckpointed(boolean saved) {
        checkpointed = saved;
    }

    /** {@return whether an operating system runs in it that hears the power button} */
    public boolean hasSystem() {
        return hasSystem;
    }

    /**
     * Decides whether an operating system is installed.
     *
     * @param installed whether it hears the power button when it runs
     */
    public void setSystem(boolean installed) {
        hasSystem = installed;
    }

    /**
     * Pauses it, or lets it go on.
     *
     * @param still whether it pauses
     */
    public void pause(boolean still) {
        paused = still;
    }

    /**
     * Tells for how long it has been running.
     *
     * @param now the time
     * @return the whole seconds, 0 when it is stopped
     */
    public long uptime(Instant now) {
        return started == null ? 0 : Math.max(0, Duration.between(started, now).toSeconds());
    }

    /** {@return its snapshots, the oldest first} */
    public Collection<Snapshot> snapshots() {
        return snapshots.all();
    }

    /**
     * Finds a snapshot.
     *
     * @param name its name
     * @return the snapshot
     */
    public Optional<Snapshot> snapshot(String name) {
        return snapshots.find(name);
    }

    /** {@return the snapshot on which its present state is based} */
    public Optional<String> parent() {
        return snapshots.parent();
    }

    /**
     * Takes a snapshot.
     *
     * @param name its name
     * @param description free text
     * @param withMemory whether the RAM is saved too
     * @param when the time
     */
    public void takeSnapshot(String name, String description, boolean withMemory, Instant when) {
        Map<String, Object> saved = new TreeMap<>(config);
        saved.keySet().removeIf(key -> key.equals("lock") || Disk.isUnused(key));
        snapshots.put(new Snapshot(name, description, when, parent(), withMemory, saved));
        snapshots.setParent(name);
    }

    /**
     * Puts another snapshot in the place of one with its name.
     *
     * @param snapshot the new one
     */
    public void replaceSnapshot(Snapshot snapshot) {
        snapshots.put(snapshot);
    }

    /**
     * Deletes a snapshot; what was based on it is now based on its parent.
     *
     * @param name its name
     */
    public void deleteSnapshot(String name) {
        snapshots.delete(name);
    }

    /**
     * Goes back to a snapshot.
     *
     * @param snapshot where to
     * @param when the time
     */
    public void rollBack(Snapshot snapshot, Instant when) {
        Map<String, Object> unused = new TreeMap<>(config);
        unused.keySet().removeIf(key -> !Disk.isUnused(key));
        config.clear();
        config.putAll(snapshot.config());
        config.putAll(unused);
        config.remove("vmstate");
        pending.clear();
        pendingDeletes.clear();
        snapshots.setParent(snapshot.name());
        started = snapshot.withMemory() ? when : null;
        paused = false;
    }

    /** {@return the number of its processors} */
    public int processors() {
        return number("cores", 1) * (kind == Kind.QEMU ? number("sockets", 1) : 1);
    }

    /** {@return its memory in bytes} */
    public long memory() {
        Object memory = config.get("memory");
        return MEBIBYTE * (memory == null
                ? DEFAULT_MEMORY
                : Long.parseLong(PropertyString.parse(memory.toString(), "current").find("current").orElse("512")));
    }

    /** {@return a container's swap in bytes} */
    public long swap() {
        return MEBIBYTE * number("swap", 512);
    }

    /** {@return the size of its first disk in bytes} */
    public long diskSize() {
        return config.entrySet().stream().filter(entry -> Disk.isDiskKey(entry.getKey()))
                .filter(entry -> !entry.getKey().matches("(efidisk|tpmstate|unused)\\d+"))
                .sorted(Comparator.comparing(entry -> entry.getKey().equals("rootfs") ? "" : entry.getKey()))
                .map(entry -> Disk.parse(entry.getValue().toString())).flatMap(Optional::stream)
                .filter(disk -> !disk.isCdrom()).mapToLong(Disk::size).findFirst().orElse(0);
    }

    /** {@return SHA-1 of the configuration, in hex} */
    public String digest() {
        var text = new StringBuilder();
        config.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
        pending.forEach((key, value) -> text.append("[PENDING]").append(key).append(": ").append(value).append('\n'));
        pendingDeletes.forEach((key, force) -> text.append("[PENDING]delete: ").append(key).append('\n'));
        snapshots.all().forEach(snapshot -> text.append('[').append(snapshot.name()).append("]\n"));
        return sha1(text.toString());
    }

    static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1.", e);
        }
    }

    private int number(String key, int otherwise) {
        Object value = config.get(key);
        return value == null ? otherwise : Integer.parseInt(value.toString());
    }
}
