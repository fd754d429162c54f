package io.github.proxmoxtools.tools.guest;

import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A change of a guest's configuration; the result says what of it waits for a restart. */
public final class ConfigChange {
    private static final String DRIVE = "(ide|sata|scsi|virtio|efidisk|tpmstate|mp)\\d+|rootfs|cdrom";
    private static final Pattern LOST_WHEN_DELETED = Pattern.compile(DRIVE + "|(unused|net)\\d+|vmstate");
    private static final Pattern DEVICE = Pattern.compile(DRIVE + "|net\\d+");
    private static final Pattern CDROM = Pattern.compile("(.*,)?media=cdrom(,.*)?|(file=)?none(,.*)?");

    /** Options that go back to their default. */
    public static final Param<List<String>> DELETE = Param.list("delete",
            "Options to unset. A disk becomes unused, an unused one is deleted.").optional();
    /** Pending changes to take back. */
    public static final Param<List<String>> REVERT = Param.list("revert", "Options whose pending change is dropped.")
            .optional();
    /** Guards against others' changes. */
    public static final Param<String> DIGEST = Param.text("digest",
            "Refuse if the configuration no longer has this digest.").max(40).optional();
    /** Raises the class: what they hold is gone, or no longer there for the guest. */
    public static final Condition DELETES_DEVICES = Condition.of("delete names a disk, network card or saved memory",
            List.of(DELETE), arguments -> arguments.find(DELETE).orElse(List.of()).stream()
                    .anyMatch(option -> LOST_WHEN_DELETED.matcher(option).matches()));

    private ConfigChange() {}

    /**
     * Makes a change; one that replaces a disk or a network card is confirmed like one that destroys.
     *
     * @param reading the call
     * @param change the call that makes it; its answer may be a task
     * @param pending what tells the changes that wait
     * @param devices the declared parameters that are drives or network cards
     * @return one write
     */
    public static Work make(Reading reading, Query change, Endpoint pending, List<Param<String>> devices) {
        return Work.of(Step.task("Change the configuration", change)).answering(answers -> {
            Data answer = answers.getFirst();
            boolean goesOn = answer.at("status").text().filter("running"::equals).isPresent();
            if (answer.text().isEmpty() && !goesOn) {
                noteWaiting(reading, pending);
            }
            return answer.raw();
        }).destroyingIf(replaces(reading, pending, devices));
    }

    private static boolean replaces(Reading reading, Endpoint pending, List<Param<String>> devices) {
        Map<String, String> given = given(reading, devices);
        if (given.isEmpty()) {
            return false;
        }
        try {
            return reading.read(Query.of(pending)).items().stream().anyMatch(option -> option.at("key").text()
                    .map(given::get).filter(value -> replaces(option, value)).isPresent());
        } catch (ServerFailure unknown) { // who may change it, but not look at it, is asked
            return true;
        }
    }

    /** By the names that the configuration has for them: {@code cdrom} is another word for ide2. */
    private static Map<String, String> given(Reading reading, List<Param<String>> devices) {
        Map<String, String> given = new LinkedHashMap<>();
        devices.forEach(device -> reading.arguments().find(device).ifPresent(value -> given.put(device.name(), value)));
        reading.arguments().others().forEach((name, value) -> given
                .put(name.equals("cdrom") ? "ide2" : name, String.valueOf(value)));
        given.keySet().removeIf(name -> !DEVICE.matcher(name).matches());
        return given;
    }

    /** Ejecting a disc harms nobody; other options of the same volume are not another volume. */
    private static boolean replaces(Data option, String given) {
        boolean card = option.at("key").text().filter(key -> key.startsWith("net")).isPresent();
        return Stream.of("value", "pending").flatMap(field -> option.at(field).text().stream())
                .anyMatch(now -> card
                        ? !now.equals(given)
                        : !CDROM.matcher(now).matches() && !volume(now).equals(volume(given)));
    }

    private static String volume(String device) {
        List<String> parts = List.of(device.split(",", -1));
        return parts.stream().filter(part -> part.startsWith("file=") || part.startsWith("volume=")).findFirst()
                .map(part -> part.substring(part.indexOf('=') + 1)).orElse(parts.getFirst());
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
        } catch (ServerFailure | TransportFailure failure) {
            reading.note("Whether something waits for a restart could not be read: " + failure.error());
        }
    }
}
