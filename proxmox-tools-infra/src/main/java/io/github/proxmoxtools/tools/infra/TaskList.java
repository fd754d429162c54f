package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers tasks from where the filters can be honoured: the cluster's list has none, a node's list has all. */
final class TaskList {
    private static final List<Param<?>> FILTERS = List.of(TaskTools.START, TaskTools.LIMIT, TaskTools.ERRORS,
            TaskTools.STATUS_FILTER, TaskTools.VMID, TaskTools.SINCE, TaskTools.UNTIL, TaskTools.TYPE_FILTER,
            TaskTools.USER_FILTER, TaskTools.SOURCE);

    /** These are no outcomes, but which list they come from. */
    private static final Map<String, String> SOURCE_OF = Map.of("running", "active", "stopped", "archive");

    private final Reading reading;

    private TaskList(Reading reading) {
        this.reading = reading;
    }

    static Work prepare(Reading reading) {
        return Work.done(new TaskList(reading).rows());
    }

    private @Nullable Object rows() {
        Arguments arguments = reading.arguments();
        refuseContradiction(arguments);
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
        Map<String, Query> queries = new LinkedHashMap<>();
        NodeNames.of(reading.read(Query.of(TaskTools.NODES))).forEach(node -> queries.put(node, ofNode(node)));
        List<Data> rows = new ArrayList<>();
        reading.readEach(queries).values().forEach(answer -> rows.addAll(answer.items()));
        rows.sort(Comparator.comparing((Data row) -> row.at("starttime").whole().orElse(0L)).reversed());
        List<@Nullable Object> raw = new ArrayList<>();
        rows.forEach(row -> raw.add(row.raw()));
        return raw;
    }

    private Query ofNode(String node) {
        Query query = Query.of(TaskTools.NODE_TASKS).with("node", node);
        Optional<String> status = reading.arguments().find(TaskTools.STATUS_FILTER);
        Optional<String> source = status.map(SOURCE_OF::get).or(() -> reading.arguments().find(TaskTools.SOURCE));
        if (source.isPresent()) {
            query = query.with("source", source.get());
        }
        Optional<String> outcome = status.filter(text -> !SOURCE_OF.containsKey(text));
        return outcome.isPresent() ? query.with("statusfilter", outcome.get()) : query;
    }

    /** Whoever asks for running tasks of the archive would get others than they think. */
    private static void refuseContradiction(Arguments arguments) {
        String status = arguments.find(TaskTools.STATUS_FILTER).orElse("");
        String needed = SOURCE_OF.get(status);
        if (needed != null && arguments.find(TaskTools.SOURCE).filter(source -> !source.equals(needed)).isPresent()) {
            throw InvalidCall.argument(TaskTools.STATUS_FILTER.name(), status + " tasks come from source=" + needed
                    + ": give one of both, or " + needed);
        }
    }
}
