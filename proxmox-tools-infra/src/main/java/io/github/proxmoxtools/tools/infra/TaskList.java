package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers tasks from where the filters can be honoured: the cluster's list has none, a node's list has all. */
final class TaskList {
    private static final List<Param<?>> FILTERS = List.of(TaskTools.START, TaskTools.LIMIT, TaskTools.ERRORS,
            TaskTools.STATUS_FILTER, TaskTools.VMID, TaskTools.SINCE, TaskTools.UNTIL, TaskTools.TYPE_FILTER,
            TaskTools.USER_FILTER, TaskTools.SOURCE);

    private final Reading reading;

    private TaskList(Reading reading) {
        this.reading = reading;
    }

    static Work prepare(Reading reading) {
        return Work.done(new TaskList(reading).rows());
    }

    private @Nullable Object rows() {
        Arguments arguments = reading.arguments();
        Optional<String> node = arguments.find(TaskTools.NODE);
        if (node.isPresent()) {
            return reading.read(ofNode(node.get())).raw();
        }
        if (FILTERS.stream().noneMatch(filter -> filter.holds(arguments))) {
            return reading.read(Query.of(TaskTools.CLUSTER_TASKS)).raw();
        }
        return ofAllNodes();
    }

    private List<@Nullable Object> ofAllNodes() {
        List<String> online = new ArrayList<>();
        for (Data node : reading.read(Query.of(TaskTools.NODES)).items()) {
            String name = node.at("node").text().orElse("");
            if (node.at("status").text().filter("online"::equals).isPresent()) {
                online.add(name);
            } else {
                reading.note("Node " + name + " is not online; its tasks are missing.");
            }
        }
        List<Data> rows = new ArrayList<>();
        reading.readAll(online.stream().map(this::ofNode).toList()).forEach(answer -> rows.addAll(answer.items()));
        rows.sort(Comparator.comparing((Data row) -> row.at("starttime").whole().orElse(0L)).reversed());
        List<@Nullable Object> raw = new ArrayList<>();
        rows.forEach(row -> raw.add(row.raw()));
        return raw;
    }

    private Query ofNode(String node) {
        Query query = Query.of(TaskTools.NODE_TASKS).with("node", node);
        Optional<String> status = reading.arguments().find(TaskTools.STATUS_FILTER);
        Optional<String> source = reading.arguments().find(TaskTools.SOURCE);
        if (status.filter("running"::equals).isPresent()) {
            return query.with("source", "active");
        }
        if (status.filter("stopped"::equals).isPresent()) {
            return query.with("source", "archive");
        }
        if (source.isPresent()) {
            query = query.with("source", source.get());
        }
        return status.isPresent() ? query.with("statusfilter", status.get()) : query;
    }
}
