package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.guest.GuestShapes.CONTAINERS;
import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.GuestInput.LXC;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Templates that containers are made of: archives, and containers that are templates themselves. */
final class TemplateTools {
    private static final Param<String> NODE = text("node", "").pattern(Patterns.NODE);
    private static final Param<String> STORAGE = text("storage", "Only this one.").pattern(Patterns.STORAGE_ID)
            .optional().notSent();
    private static final String TEMPLATES = "vztmpl";
    private static final Endpoint STORAGES = get("/nodes/{node}/storage", NODE).with("content", TEMPLATES)
            .with("enabled", "1");
    private static final Endpoint CONTENT = get("/nodes/{node}/storage/{storage}/content", NODE)
            .with("content", TEMPLATES);

    private static final Duration LONGEST_CONVERSION = Duration.ofMinutes(2);
    private static final Endpoint CONVERSION = CONTAINERS.templateCall();
    private static final Endpoint CONFIGURATION = CONTAINERS.configCall();
    private static final Endpoint TASKS = get("/nodes/{node}/tasks", LXC).with("typefilter", "vztemplate")
            .with("source", "all");

    static final Tool LIST = Tool.reads("proxmox_lxc_template_list")
            .command("lxc", "template", "list")
            .title("List Container Templates")
            .description(
                    "Lists the template archives in a node's storages: a volid is the ostemplate of a new container. "
                            + "Containers that were made templates are in the list of containers.")
            .calls(STORAGES, CONTENT)
            .takes(NODE, STORAGE)
            .runs(TemplateTools::templates)
            .showsForeignText()
            .returnsList(plain("name"), plain("storage"), plain("volid"), bytes("size"));

    static final Tool CONVERT = Tool.destroys("proxmox_lxc_template")
            .command("lxc", "template", "create")
            .title("Convert Container to Template")
            .description("Turns a stopped container without snapshots into a template, for good: it can be cloned, but "
                    + "never started again.")
            .calls(CONVERSION, TASKS, CONFIGURATION)
            .takes(LXC)
            .runs(TemplateTools::convert)
            .startsTask();

    private TemplateTools() {}

    private static Work convert(Reading reading) {
        Set<String> earlier = Set.copyOf(conversions(reading));
        return Work.of(Step.of("Convert it", Query.of(CONVERSION)))
                .answering(answers -> begun(reading, earlier).<Object>map(upid -> upid)
                        .orElseGet(() -> configured(reading)));
    }

    private static List<String> conversions(Reading reading) {
        return reading.read(Query.of(TASKS).with("vmid", reading.guest().vmid())).items().stream()
                .flatMap(task -> task.at("upid").text().stream()).toList();
    }

    /** The server answers with nothing while a task goes on: it is the one that was not there before. */
    private static Optional<String> begun(Reading reading, Set<String> earlier) {
        return conversions(reading).stream().filter(upid -> !earlier.contains(upid)).findFirst();
    }

    /** Where the task is not to be seen, the configuration still tells that it is done. */
    private static Map<String, Object> configured(Reading reading) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("vmid", reading.guest().vmid());
        boolean done = reading.waits() && isDone(reading);
        if (!done) {
            reading.note("The conversion was begun; the container's configuration says template when it is done.");
        }
        if (reading.waits()) {
            result.put("template", done);
        }
        return result;
    }

    /** A task that failed unseen would never be done. */
    private static boolean isDone(Reading reading) {
        long begun = System.nanoTime();
        return reading.readUntil(Query.of(CONFIGURATION), now -> isTemplate(now)
                || System.nanoTime() - begun > LONGEST_CONVERSION.toNanos()).filter(TemplateTools::isTemplate)
                .isPresent();
    }

    private static boolean isTemplate(Data configuration) {
        return configuration.at("template").flag();
    }

    private static Work templates(Reading reading) {
        Map<String, Query> queries = new LinkedHashMap<>();
        for (String storage : storages(reading)) {
            queries.put(storage, Query.of(CONTENT).with("storage", storage));
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        reading.readEach(queries)
                .forEach((storage, content) -> content.items().forEach(volume -> rows.add(row(storage, volume))));
        return Work.done(rows);
    }

    private static List<String> storages(Reading reading) {
        return reading.arguments().find(STORAGE).map(List::of).orElseGet(() -> {
            List<String> storages = reading.read(Query.of(STORAGES)).items().stream()
                    .flatMap(row -> row.at("storage").text().stream()).toList();
            if (storages.isEmpty()) {
                reading.note("No storage of this node may hold container templates, or this login may not see it.");
            }
            return storages;
        });
    }

    private static Map<String, @Nullable Object> row(String storage, Data volume) {
        Map<String, @Nullable Object> row = volume.fields();
        row.put("storage", storage);
        volume.at("volid").text().ifPresent(volid -> row.put("name", volid.substring(volid.lastIndexOf('/') + 1)));
        return row;
    }
}
