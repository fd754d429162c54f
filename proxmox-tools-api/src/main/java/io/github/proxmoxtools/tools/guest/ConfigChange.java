package io.github.proxmoxtools.tools.guest;

import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.List;
import java.util.regex.Pattern;

/** A change of a guest's configuration; the result says what of it waits for a restart. */
public final class ConfigChange {
    private static final Pattern DISK = Pattern.compile(
            "(ide|sata|scsi|virtio|efidisk|tpmstate|mp|unused)\\d+|rootfs|cdrom");

    /** Options that go back to their default. */
    public static final Param<List<String>> DELETE = Param.list("delete",
            "Options to unset. A disk becomes unused, an unused one is deleted.").optional();
    /** Pending changes to take back. */
    public static final Param<List<String>> REVERT = Param.list("revert", "Options whose pending change is dropped.")
            .optional();
    /** Guards against others' changes. */
    public static final Param<String> DIGEST = Param.text("digest",
            "Refuse if the configuration no longer has this digest.").max(40).optional();
    /** Raises the class: what is on a disk is gone, or no longer there for the guest. */
    public static final Condition DELETES_DISKS = Condition.of("delete names a disk",
            arguments -> arguments.find(DELETE).orElse(List.of()).stream()
                    .anyMatch(option -> DISK.matcher(option).matches()));

    private ConfigChange() {}

    /**
     * Makes a change.
     *
     * @param reading the call
     * @param change the call that makes it; its answer may be a task
     * @param pending what tells the changes that wait
     * @return one write
     */
    public static Work make(Reading reading, Query change, Endpoint pending) {
        return Work.of(Step.task("Change the configuration", change)).answering(answers -> {
            Data answer = answers.getFirst();
            if (answer.text().isEmpty()) { // else it was started and still goes on
                noteWaiting(reading, pending);
            }
            return answer.raw();
        });
    }

    /** What is done is done: that nobody may look at it afterwards is no failure. */
    private static void noteWaiting(Reading reading, Endpoint pending) {
        try {
            List<String> waiting = reading.read(Query.of(pending)).items().stream()
                    .filter(option -> !option.at("pending").isAbsent() || option.at("delete").whole().orElse(0L) > 0)
                    .flatMap(option -> option.at("key").text().stream()).sorted().toList();
            if (!waiting.isEmpty()) {
                reading.note("In effect after the next stop and start only: " + String.join(", ", waiting) + ".");
            }
        } catch (ServerFailure failure) {
            reading.note("Whether something waits for a restart could not be read: " + failure.error());
        }
    }
}
