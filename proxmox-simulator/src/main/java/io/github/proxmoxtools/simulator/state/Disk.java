package io.github.proxmoxtools.simulator.state;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A disk in a guest's configuration.
 *
 * @param storage where it is
 * @param volume its name there
 * @param size its size in bytes, 0 when it is not said
 * @param isCdrom whether it is a CD drive
 */
public record Disk(String storage, String volume, long size, boolean isCdrom) {
    private static final Pattern KEY = Pattern
            .compile("(scsi|virtio|ide|sata|efidisk|tpmstate|mp|unused)\\d+|rootfs");
    private static final Pattern VALUE = Pattern.compile("(?:file=|volume=)?([^:,]+):([^,]+)(?:,(.*))?");
    private static final Pattern SIZE = Pattern.compile("(?:^|,)size=(\\d+(?:\\.\\d+)?)([KMGT]?)");
    private static final String UNITS = "KMGT";

    /**
     * Tells whether an option describes a disk.
     *
     * @param key the option's name
     * @return whether it does
     */
    public static boolean isDiskKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * Reads a disk.
     *
     * @param value the option's value
     * @return the disk, empty for drives without a volume
     */
    public static Optional<Disk> parse(String value) {
        Matcher match = VALUE.matcher(value);
        if (!match.matches()) {
            return Optional.empty();
        }
        String options = match.group(3) == null ? "" : match.group(3);
        return Optional.of(
                new Disk(match.group(1), match.group(2), sizeIn(options), options.contains("media=cdrom")));
    }

    /** {@return the volume with its storage} */
    public String volid() {
        return storage + ":" + volume;
    }

    private static long sizeIn(String options) {
        Matcher match = SIZE.matcher(options);
        if (!match.find()) {
            return 0;
        }
        int unit = match.group(2).isEmpty() ? 0 : UNITS.indexOf(match.group(2).toUpperCase(Locale.ROOT)) + 1;
        return (long) (Double.parseDouble(match.group(1)) * (1L << (10 * unit)));
    }
}
