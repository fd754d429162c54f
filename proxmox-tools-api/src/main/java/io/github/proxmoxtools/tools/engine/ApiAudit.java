package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares an API with what the loaded tools call, and with other versions of it.
 *
 * <p>What has no tool of its own is reachable through the raw calls, where these are loaded.
 */
public final class ApiAudit {
    /**
     * A part of the API.
     *
     * @param name first word of its paths, such as {@code /nodes}
     * @param routes how many paths there are
     * @param methods how many pairs of method and path there are
     * @param withTool how many of them a tool declares
     */
    public record Namespace(String name, int routes, int methods, int withTool) {}

    /**
     * What differs from another version.
     *
     * @param added pairs such as {@code GET /version} that the other does not have
     * @param removed pairs that only the other has
     */
    public record Difference(List<String> added, List<String> removed) {}

    private final ApiIndex index;
    private final Set<String> declared;

    /**
     * Prepares the audit.
     *
     * @param index the API
     * @param catalog the tools
     */
    public ApiAudit(ApiIndex index, Catalog catalog) {
        this.index = index;
        this.declared = catalog.tools().stream().flatMap(tool -> tool.action().endpoints().stream())
                .map(Endpoint::toString).collect(Collectors.toSet());
    }

    /**
     * Gives the API's version.
     *
     * @return such as {@code 9.2.3}
     */
    public String release() {
        return index.release();
    }

    /**
     * Lists the parts of the API.
     *
     * @return by name
     */
    public List<Namespace> namespaces() {
        Map<String, List<String>> routes = new TreeMap<>();
        index.paths().forEach(path -> routes.computeIfAbsent(namespace(path), name -> new ArrayList<>()).add(path));
        List<Namespace> namespaces = new ArrayList<>();
        routes.forEach((name, paths) -> {
            List<String> pairs = paths.stream().flatMap(path -> pairs(index, path).stream()).toList();
            namespaces.add(new Namespace(name, paths.size(), pairs.size(),
                    (int) pairs.stream().filter(declared::contains).count()));
        });
        return namespaces;
    }

    /**
     * Adds up the parts.
     *
     * @return the whole API, named {@code /}
     */
    public Namespace whole() {
        List<Namespace> parts = namespaces();
        return new Namespace("/", parts.stream().mapToInt(Namespace::routes).sum(),
                parts.stream().mapToInt(Namespace::methods).sum(),
                parts.stream().mapToInt(Namespace::withTool).sum());
    }

    /**
     * Lists what the tools declare of this API.
     *
     * @return pairs such as {@code GET /version}, sorted by path
     */
    public List<String> withTool() {
        return pairs(index).stream().filter(declared::contains).toList();
    }

    /**
     * Compares with another version.
     *
     * @param other the other
     * @return what this one has more and less
     */
    public Difference against(ApiIndex other) {
        List<String> here = pairs(index);
        List<String> there = pairs(other);
        return new Difference(without(here, there), without(there, here));
    }

    private static List<String> without(List<String> all, List<String> others) {
        Set<String> known = new TreeSet<>(others);
        return all.stream().filter(pair -> !known.contains(pair)).toList();
    }

    /**
     * Gives the JSON form.
     *
     * @return release, routes, methods, withTool, namespaces, and what differs from each built-in version
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        Namespace whole = whole();
        map.put("release", release());
        map.put("routes", whole.routes());
        map.put("methods", whole.methods());
        map.put("withTool", whole.withTool());
        map.put("namespaces", namespaces().stream().map(ApiAudit::row).toList());
        Map<String, Object> differences = new LinkedHashMap<>();
        for (String version : ApiIndex.versions()) {
            Difference difference = against(ApiIndex.of(version));
            differences.put(ApiIndex.of(version).release(),
                    Map.of("added", difference.added(), "removed", difference.removed()));
        }
        map.put("against", differences);
        return map;
    }

    /** Gives a part as a row. */
    private static Map<String, Object> row(Namespace part) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("namespace", part.name());
        row.put("routes", part.routes());
        row.put("methods", part.methods());
        row.put("withTool", part.withTool());
        return row;
    }

    private static String namespace(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }

    private static List<String> pairs(ApiIndex index) {
        return index.paths().stream().sorted().flatMap(path -> pairs(index, path).stream()).toList();
    }

    private static List<String> pairs(ApiIndex index, String path) {
        return index.methods(path).stream().map(method -> method + " " + path).toList();
    }
}
