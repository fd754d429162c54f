package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One change of a guest's configuration. */
final class GuestConfigChange {
    /** Parameters that steer the change and are no options. */
    private static final Set<String> STEERING = Set.of("node", "vmid", "delete", "digest", "revert", "force",
            "skiplock", "background_delay", "import-working-storage");

    private final Call call;
    private final Kind kind;
    private final TreeMap<String, String> options = new TreeMap<>();
    private final List<String> deleted;
    private final List<String> reverted;

    GuestConfigChange(Call call, Kind kind) {
        this.call = call;
        this.kind = kind;
        this.deleted = call.params().list("delete");
        this.reverted = call.params().list("revert");
        call.params().firsts().forEach((key, value) -> {
            if (!STEERING.contains(key)) {
                options.put(key.equals("cdrom") ? "ide2" : key, value);
            }
        });
    }

    /** What the task's log shows of the call. */
    Map<String, String> parameters() {
        Map<String, String> shown = new TreeMap<>(options);
        if (!deleted.isEmpty()) {
            shown.put("delete", String.join(",", deleted));
        }
        return shown;
    }

    void validate() {
        Guests.requireRootFor(call, "skiplock");
        if (options.isEmpty() && deleted.isEmpty() && reverted.isEmpty()) {
            throw ApiError.died("no options specified");
        }
        requireWritable();
        reverted.forEach(this::validateRevert);
        deleted.forEach(this::validateDelete);
        boolean isUnprivileged = call.cluster().guest(call.node(), kind, call.vmid())
                .filter(GuestRights::isUnprivileged).isPresent();
        new GuestRights(call, kind, call.vmid()).check(options, deleted, isUnprivileged);
        GuestDrives.check(call, options);
    }

    private void requireWritable() {
        if (kind == Kind.QEMU) {
            return;
        }
        if (options.containsKey("unprivileged")) {
            throw ApiError.died("unable to modify read-only option: 'unprivileged'");
        }
        if (deleted.contains("unprivileged")) {
            throw ApiError.died("unable to delete read-only option: 'unprivileged'");
        }
        if (deleted.contains("rootfs")) {
            throw ApiError.died("unable to delete required option: 'rootfs'");
        }
    }

    private void validateRevert(String option) {
        requireKnown("revert", option);
        if (options.containsKey(option)) {
            throw ApiError.parameter("revert",
                    "you can't use '-" + option + "' and '-revert " + option + "' at the same time");
        }
        if (deleted.contains(option)) {
            throw ApiError.parameter("revert",
                    "you can't use '-delete " + option + "' and '-revert " + option + "' at the same time");
        }
    }

    private void validateDelete(String option) {
        requireKnown("delete", option);
        if (options.containsKey(option)) {
            throw ApiError.parameter("delete",
                    "you can't use '-" + option + "' and -delete " + option + "' at the same time");
        }
    }

    private void requireKnown(String parameter, String option) {
        boolean isKnown = call.method().parameter(option).isPresent() || Disk.isDiskKey(option)
                || option.matches("lock|cdrom");
        if (!isKnown) {
            throw ApiError.parameter(parameter, "unknown option '" + option + "'");
        }
    }

    void apply(Consumer<String> log) {
        Guest guest = Guests.require(call, kind);
        Guests.requireDigest(call, guest);
        Guests.requireNoLock(call, guest);
        requireBalloonFits(guest);
        reverted.forEach(guest::revert);
        new ArrayList<>(deleted).forEach(option -> delete(guest, option.equals("cdrom") ? "ide2" : option));
        var writer = new GuestOptions(call, guest);
        options.forEach((key, value) -> write(guest, writer, key, value, log));
    }

    private void requireBalloonFits(Guest guest) {
        if (kind == Kind.LXC || (!options.containsKey("balloon") && !options.containsKey("memory"))) {
            return;
        }
        long memory = Long.parseLong(effective(guest, "memory", "512").replaceFirst("^current=", ""));
        long balloon = Long.parseLong(effective(guest, "balloon", "0"));
        if (balloon > memory) {
            throw ApiError.parameter("balloon", "balloon value too large (must be smaller than assigned memory)");
        }
    }

    private String effective(Guest guest, String key, String otherwise) {
        if (options.containsKey(key)) {
            return options.get(key);
        }
        return String.valueOf(guest.config().getOrDefault(key, otherwise));
    }

    private void write(Guest guest, GuestOptions writer, String key, String value, Consumer<String> log) {
        if (Disk.isDiskKey(key)) {
            keepReplaced(guest, key, value);
        }
        if (GuestHotplug.takesEffect(guest, key, value)) {
            writer.set(key, value, log);
        } else {
            guest.setPending(key, writer.made(key, value, log));
        }
    }

    /** A volume that another one replaces stays with the guest, unused; one that comes back is in use again. */
    private static void keepReplaced(Guest guest, String key, String value) {
        Disk wanted = Disk.parse(value).orElse(null);
        Object present = guest.config().get(key);
        Disk old = present == null ? null : Disk.parse(present.toString()).orElse(null);
        boolean returns = old != null && wanted != null && wanted.volid().equals(old.volid());
        if (old != null && !old.isCdrom() && !returns) {
            guest.keepUnused(old);
        }
        if (wanted != null) {
            List<String> idle = guest.config().entrySet().stream().filter(entry -> Disk.isUnused(entry.getKey()))
                    .filter(entry -> entry.getValue().equals(wanted.volid())).map(Map.Entry::getKey).toList();
            idle.forEach(guest::unset);
        }
    }

    private void delete(Guest guest, String option) {
        Object value = guest.config().get(option);
        if (value == null) {
            guest.revert(option);
            return;
        }
        boolean withVolume = call.params().flag("force");
        if (Disk.isDiskKey(option)) {
            requireUnprotected(guest, option, value.toString());
        }
        if (GuestHotplug.takesEffect(guest, option, value.toString())) {
            guest.unset(option);
            release(guest, option, value.toString(), withVolume);
        } else {
            guest.deletePending(option, withVolume);
        }
    }

    private void requireUnprotected(Guest guest, String option, String value) {
        if (Guests.isProtected(guest)) {
            String what = Disk.isUnused(option)
                    ? "remove unused disk '" + value + "'"
                    : "remove drive '" + option + "'";
            throw ApiError.died("can't " + what + " - protection mode enabled");
        }
    }

    /** A disk that is taken off a guest stays with it, unused, until that is deleted too. */
    private void release(Guest guest, String option, String value, boolean withVolume) {
        if (!Disk.isDiskKey(option)) {
            return;
        }
        Disk.parse(value).filter(disk -> !disk.isCdrom()).ifPresent(disk -> {
            if (Disk.isUnused(option) || withVolume) {
                Guests.volumes(call).free(disk.volid());
            } else {
                guest.keepUnused(disk);
            }
        });
        if (value.contains("cloudinit")) {
            Disk.parse(value).ifPresent(disk -> Guests.volumes(call).free(disk.volid()));
        }
    }
}
