package io.github.proxmoxtools.tools.spi;

/**
 * A field that a result shows by default.
 *
 * @param name Proxmox VE's field
 * @param unit what its value means
 */
public record Column(String name, Unit unit) {
    /**
     * Shows a field as it is.
     *
     * @param name Proxmox VE's field
     * @return the column
     */
    public static Column plain(String name) {
        return new Column(name, Unit.PLAIN);
    }

    /**
     * Shows a size in bytes.
     *
     * @param name Proxmox VE's field
     * @return the column
     */
    public static Column bytes(String name) {
        return new Column(name, Unit.BYTES);
    }

    /**
     * Shows a duration in seconds.
     *
     * @param name Proxmox VE's field
     * @return the column
     */
    public static Column seconds(String name) {
        return new Column(name, Unit.SECONDS);
    }

    /**
     * Shows a share from 0 to 1.
     *
     * @param name Proxmox VE's field
     * @return the column
     */
    public static Column fraction(String name) {
        return new Column(name, Unit.FRACTION);
    }

    /**
     * Shows a point in time.
     *
     * @param name Proxmox VE's field
     * @return the column
     */
    public static Column epoch(String name) {
        return new Column(name, Unit.EPOCH);
    }

    /**
     * Shows yes or no.
     *
     * @param name Proxmox VE's field
     * @return the column
     */
    public static Column flag(String name) {
        return new Column(name, Unit.FLAG);
    }
}
