package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.ApiType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Options of the data center. */
final class DatacenterHandlers {
    private static final String PATH = "/cluster/options";
    private static final String MAC_PREFIX = "BC:24:11";
    /** What everybody may read: browsers need it. */
    private static final List<String> PUBLIC = List.of("console", "tag-style", "allowed-tags", "consent-text");

    private DatacenterHandlers() {}

    static void register(Registry registry) {
        registry.get(PATH, DatacenterHandlers::get);
        registry.put(PATH, DatacenterHandlers::set);
    }

    private static Object get(Call call) {
        Map<String, Object> stored = call.cluster().settings().datacenter();
        boolean isOld = call.cluster().profile().isBefore(8);
        Row row = new Row();
        ApiMethod set = ApiIndex.of(call.cluster().profile().release()).method("PUT", PATH).orElseThrow();
        stored.forEach((name, value) -> row.with(name, shown(set, name, value)));
        if (!isOld) {
            row.fields().putIfAbsent("mac_prefix", MAC_PREFIX);
            row.fields().putIfAbsent("description", "");
        }
        row.with("allowed-tags", allowedTags(stored));
        if (!call.caller().holds("/", "Sys.Audit")) {
            row.fields().keySet().retainAll(PUBLIC);
        }
        return row.fields();
    }

    private static List<String> allowedTags(Map<String, Object> stored) {
        return Arrays.stream(String.valueOf(stored.getOrDefault("registered-tags", "")).split("[;,\\s]+"))
                .filter(tag -> !tag.isEmpty()).sorted().toList();
    }

    private static Object shown(ApiMethod set, String name, Object value) {
        if (name.equals("registered-tags")) {
            return Arrays.asList(value.toString().split("[;,\\s]+"));
        }
        Map<String, ApiType> types = set.parameter(name).filter(found -> found.valueType().isPropertyString())
                .map(found -> found.valueType().propertyString()).orElse(Map.of());
        return types.isEmpty() ? value : PropertyText.parts(value.toString(), types, "type");
    }

    private static @Nullable Object set(Call call) {
        Map<String, Object> stored = call.cluster().settings().datacenter();
        call.params().list("delete").forEach(stored::remove);
        Map<String, Object> values = new TreeMap<>();
        call.params().all().keySet().stream().filter(name -> !name.equals("delete"))
                .forEach(name -> values.put(name, Values.of(call, name)));
        // Free text is kept as comment lines, which always end.
        values.computeIfPresent("description",
                (name, text) -> text.toString().isEmpty() || text.toString().endsWith("\n") ? text : text + "\n");
        stored.putAll(values);
        return null;
    }
}
