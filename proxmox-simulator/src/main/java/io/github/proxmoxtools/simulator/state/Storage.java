package io.github.proxmoxtools.simulator.state;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A storage: its options, and what lies on it. */
public final class Storage {
    private final String id;
    private final TreeMap<String, Object> options = new TreeMap<>();
    private final Map<String, Volume> volumes = new LinkedHashMap<>();
    private long total;

    /**
     * An empty storage.
     *
     * @param id its name
     * @param type its kind, such as {@code dir}
     * @param total its size in bytes
     */
    public Storage(String id, String type, long total) {
        this.id = id;
        this.total = total;
        options.put("type", type);
    }

    /** {@return its name} */
    public String id() {
        return id;
    }

    /** {@return its kind} */
    public String type() {
        return String.valueOf(options.get("type"));
    }

    /** {@return what its type says} */
    public StorageType kind() {
        return StorageType.of(type());
    }

    /**
     * Gives an option.
     *
     * @param name the option
     * @return its value, empty when it is not set
     */
    public String option(String name) {
        Object value = options.get(name);
        return value == null ? "" : value.toString();
    }

    /** {@return its options, which may be changed} */
    public Map<String, Object> options() {
        return options;
    }

    /** {@return what may lie on it} */
    public List<String> content() {
        Object content = options.get("content");
        return content == null ? kind().defaultContent() : Arrays.asList(content.toString().split("[,;\\s]+"));
    }

    /** {@return whether all nodes see the same volumes} */
    public boolean isShared() {
        return kind().isShared() || option("shared").equals("1");
    }

    /** {@return whether it is in use} */
    public boolean isEnabled() {
        return !option("disable").equals("1");
    }

    /**
     * Tells whether a node has it.
     *
     * @param node the node
     * @return whether it does
     */
    public boolean isOn(String node) {
        Object nodes = options.get("nodes");
        return nodes == null || Arrays.asList(nodes.toString().split("[,;\\s]+")).contains(node);
    }

    /** {@return its size in bytes} */
    public long total() {
        return total;
    }

    /**
     * Counts what a node sees as used.
     *
     * @param node the node
     * @return bytes
     */
    public long used(String node) {
        return total / 20 + volumes(node).stream().mapToLong(Volume::used).sum();
    }

    /**
     * Lists what a node sees.
     *
     * @param node the node
     * @return the volumes
     */
    public List<Volume> volumes(String node) {
        return volumes.values().stream().filter(volume -> isShared() || volume.node().equals(node)).toList();
    }

    /**
     * Finds a volume.
     *
     * @param node who looks
     * @param volid its name, with the storage's
     * @return the volume
     */
    public Optional<Volume> find(String node, String volid) {
        return volumes(node).stream().filter(volume -> volume.volid().equals(volid)).findFirst();
    }

    /**
     * Adds a volume, or replaces the one of that name on that node.
     *
     * @param volume the volume
     */
    public void put(Volume volume) {
        volumes.put(volume.node() + "/" + volume.volid(), volume);
    }

    /**
     * Removes a volume.
     *
     * @param volume the volume
     */
    public void remove(Volume volume) {
        volumes.remove(volume.node() + "/" + volume.volid());
    }

    /**
     * Sums up a text.
     *
     * @param text the text
     * @return its SHA-1, in hex
     */
    public static String digestOf(String text) {
        return Guest.sha1(text);
    }

    /**
     * Removes the disks of a guest.
     *
     * @param vmid its number
     */
    public void removeDisksOf(int vmid) {
        volumes.values().removeIf(volume -> volume.vmid() == vmid);
    }

    /** {@return SHA-1 of the options} */
    public String digest() {
        return Guest.sha1(id + options);
    }
}
