package io.github.proxmoxtools.simulator.state;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the standard name of a backup tells.
 *
 * @param kind the guest's kind
 * @param vmid the guest
 * @param time when it was made
 */
public record BackupName(Kind kind, int vmid, Instant time) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu_MM_dd-HH_mm_ss")
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SNAPSHOT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
            .withZone(ZoneOffset.UTC);
    private static final Pattern FILE = Pattern
            .compile("backup/vzdump-(qemu|lxc)-(\\d{1,9})-(\\d{4}_\\d\\d_\\d\\d-\\d\\d_\\d\\d_\\d\\d)\\..+");
    private static final Pattern ON_SERVER = Pattern.compile("backup/(vm|ct)/(\\d{1,9})/(\\S+Z)");

    /**
     * Reads a name.
     *
     * @param name the volume's name on its storage
     * @return what it tells, empty when it is not a standard name
     */
    public static Optional<BackupName> parse(String name) {
        Matcher file = FILE.matcher(name);
        if (file.matches()) {
            Kind kind = file.group(1).equals("qemu") ? Kind.QEMU : Kind.LXC;
            return Optional.of(new BackupName(kind, Integer.parseInt(file.group(2)),
                    STAMP.parse(file.group(3), Instant::from)));
        }
        Matcher onServer = ON_SERVER.matcher(name);
        if (onServer.matches()) {
            Kind kind = onServer.group(1).equals("vm") ? Kind.QEMU : Kind.LXC;
            return Optional.of(
                    new BackupName(kind, Integer.parseInt(onServer.group(2)), Instant.parse(onServer.group(3))));
        }
        return Optional.empty();
    }

    /**
     * Names the backup as a file.
     *
     * @param ending of the compression, with its dot, or empty
     * @return the volume's name on its storage
     */
    public String file(String ending) {
        String archive = kind == Kind.QEMU ? ".vma" : ".tar";
        return "backup/vzdump-" + kind.path() + "-" + vmid + "-" + STAMP.format(time) + archive + ending;
    }

    /** {@return the volume's name on a backup server} */
    public String onServer() {
        return "backup/" + (kind == Kind.QEMU ? "vm/" : "ct/") + vmid + "/" + SNAPSHOT.format(time);
    }
}
