package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** What a backup says of itself. */
final class BackupLog {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final Call call;

    BackupLog(Call call) {
        this.call = call;
    }

    /** The guest's volumes are looked at before the mode is decided, unless the guest has to be stopped. */
    void prepare(Guest guest, String mode, Consumer<String> log) {
        if (!mode.equals("stop")) {
            volumes(guest, log);
        }
        log.accept("INFO: backup mode: " + mode);
        call.params().find("bwlimit").filter(limit -> !limit.equals("0"))
                .ifPresent(limit -> log.accept("INFO: bandwidth limit: " + limit + " KB/s"));
        log.accept("INFO: ionice priority: " + call.params().find("ionice").orElse("7"));
        if (mode.equals("stop")) {
            volumes(guest, log);
        }
    }

    void produce(Guest guest, String mode, boolean wasRunning, String target, Consumer<String> log) {
        if (mode.equals("stop") && wasRunning) {
            log.accept("INFO: stopping virtual guest");
        } else if (mode.equals("suspend")) {
            log.accept("INFO: suspending guest");
        } else if (mode.equals("snapshot") && guest.kind() == Kind.LXC) {
            log.accept("INFO: create storage snapshot 'vzdump'");
        }
        boolean isOnServer = !target.startsWith("/");
        log.accept("INFO: creating " + (isOnServer ? "Proxmox Backup Server" : "vzdump") + " archive '"
                + (isOnServer ? target.substring(target.lastIndexOf(':') + 1) : target) + "'");
        if (guest.kind() == Kind.QEMU) {
            if (mode.equals("stop")) {
                log.accept("INFO: starting kvm to execute backup task");
            }
            log.accept("INFO: started backup task '" + UUID.nameUUIDFromBytes(
                    (target + guest.vmid()).getBytes(StandardCharsets.UTF_8)) + "'");
        }
    }

    void transferred(Guest guest, long bytes, long seconds, long archiveSize, Consumer<String> log) {
        long whole = Math.max(1, seconds);
        if (guest.kind() == Kind.QEMU) {
            log.accept("INFO: 100% (" + amount(bytes, 1) + " of " + amount(bytes, 1) + ") in " + whole + "s, read: "
                    + amount(bytes / whole, 1) + "/s, write: " + amount(archiveSize / whole, 1) + "/s");
            log.accept(
                    "INFO: transferred " + amount(bytes, 2) + " in " + whole + " seconds (" + amount(bytes / whole, 1)
                            + "/s)");
        } else {
            log.accept("INFO: Total bytes written: " + archiveSize + " (" + amount(archiveSize, 0).replace(" ", "")
                    + ", " + amount(archiveSize / whole, 0).replace(" ", "") + "/s)");
        }
        log.accept("INFO: archive file size: " + fileSize(archiveSize));
    }

    static String time(long seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static void volumes(Guest guest, Consumer<String> log) {
        log.accept("INFO: " + guest.kind().word() + " Name: " + guest.name());
        BackupVolumes.of(guest, log);
    }

    private static String amount(long bytes, int digits) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%." + digits + "f %s", value, UNITS[unit]);
    }

    private static String fileSize(long bytes) {
        long kibibytes = bytes >> 10;
        if (kibibytes < 1024) {
            return kibibytes + "KB";
        }
        if (kibibytes < 1 << 20) {
            return (kibibytes >> 10) + "MB";
        }
        return String.format(Locale.ROOT, "%.2fGB", kibibytes / 1048576.0);
    }
}
