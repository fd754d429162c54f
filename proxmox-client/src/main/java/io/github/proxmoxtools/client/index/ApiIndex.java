package io.github.proxmoxtools.client.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Facts of the official API schema of one Proxmox VE version.
 *
 * <p>Loading reads one file of 115 KB for all versions; a path or a method is decoded when it is asked for. Safe
 * for use by several threads.
 */
public final class ApiIndex {
    private static final Map<String, ApiIndex> LOADED = new ConcurrentHashMap<>();

    private final IndexFile file;
    private final IndexFile.VersionEntry entry;
    private final PathTree tree;
    private final Map<String, ApiMethod> methods = new ConcurrentHashMap<>();

    ApiIndex(IndexFile file, IndexFile.VersionEntry entry) {
        this.file = file;
        this.entry = entry;
        this.tree = new PathTree(file, entry.root());
    }

    /** Takes a file that holds one version. */
    ApiIndex(IndexFile file) {
        this(file, file.versions().getFirst());
    }

    /** {@return the versions that the index knows, oldest first: {@code 7.4}, {@code 8.4}, {@code 9.2}} */
    public static List<String> versions() {
        List<String> versions = new ArrayList<>();
        for (IndexFile.VersionEntry entry : IndexFile.shipped().versions()) {
            versions.add(entry.version());
        }
        return List.copyOf(versions);
    }

    /**
     * The index of exactly this version.
     *
     * @param version one of {@link #versions()}
     * @return the facts of that version
     * @throws IllegalArgumentException if the index does not know this version; the message names those it knows
     */
    public static ApiIndex of(String version) {
        ApiIndex loaded = LOADED.get(version);
        if (loaded == null) {
            loaded = load(version);
            LOADED.put(version, loaded);
        }
        return loaded;
    }

    /**
     * The index that fits a server best: that of its own major version, or of the nearest one.
     *
     * @param pveVersion what the server says of itself, such as {@code 8.2.4}, {@code 9.2} or {@code 7.4-16}
     * @return the facts of the version that fits best
     * @throws IllegalArgumentException if the text does not open with a number
     */
    public static ApiIndex nearest(String pveVersion) {
        return of(NearestVersion.of(pveVersion, versions()));
    }

    private static ApiIndex load(String version) {
        IndexFile file = IndexFile.shipped();
        for (IndexFile.VersionEntry entry : file.versions()) {
            if (entry.version().equals(version)) {
                return new ApiIndex(file, entry);
            }
        }
        throw new IllegalArgumentException(
                "The API index has no version '" + version + "'; it has " + String.join(", ", versions()));
    }

    /** {@return the version as in {@link #versions()}, such as {@code 9.2}} */
    public String version() {
        return entry.version();
    }

    /** {@return the exact release that the facts were taken from, such as {@code 9.2.3}} */
    public String release() {
        return entry.release();
    }

    /** {@return how many paths there are} */
    public int pathCount() {
        return entry.paths();
    }

    /** {@return how many pairs of path and method there are} */
    public int methodCount() {
        return entry.methods();
    }

    /** {@return all path templates, such as {@code /nodes/{node}/qemu}, sorted} */
    public List<String> paths() {
        return List.copyOf(tree.templates());
    }

    /**
     * The HTTP methods of a template, in the order GET, POST, PUT, DELETE; empty if there is no such template.
     *
     * @param template exactly as in {@link #paths()}
     * @return the methods
     */
    public List<String> methods(String template) {
        return tree.template(template).map(place -> List.copyOf(place.node().methods().keySet())).orElse(List.of());
    }

    /**
     * One method of a template.
     *
     * @param httpMethod {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
     * @param template exactly as in {@link #paths()}
     * @return the method, if the template has it
     */
    public Optional<ApiMethod> method(String httpMethod, String template) {
        Optional<PathTree.Place> place = tree.template(template);
        return place.isPresent() ? method(httpMethod, place.get()) : Optional.empty();
    }

    private Optional<ApiMethod> method(String httpMethod, PathTree.Place place) {
        Integer position = place.node().methods().get(httpMethod);
        if (position == null) {
            return Optional.empty();
        }
        String key = httpMethod.concat(" ").concat(place.template());
        ApiMethod method = methods.get(key);
        if (method == null) {
            method = new ApiMethod(file, httpMethod, place.template(), file.method(position));
            methods.put(key, method);
        }
        return Optional.of(method);
    }

    /**
     * The method that a request reaches.
     *
     * <p>A literal segment beats a placeholder. A placeholder takes one segment; a volume id or CIDR at the end of a
     * path takes all that is left, so that it may arrive as one segment or, with its slashes raw, as several.
     *
     * @param httpMethod {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
     * @param decodedSegments the path below {@code /api2/json}, split at its slashes and then percent-decoded
     * @return the method with what its placeholders hold; empty if no path fits
     */
    public Optional<Match> match(String httpMethod, List<String> decodedSegments) {
        Optional<PathTree.Place> place = tree.find(decodedSegments);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Optional<ApiMethod> method = method(httpMethod, place.get());
        return method.isEmpty()
                ? Optional.empty()
                : Optional.of(new Match(method.get(), Map.copyOf(place.get().arguments())));
    }

    /**
     * Whether the path exists, whatever the method.
     *
     * @param decodedSegments the path below {@code /api2/json}, split at its slashes and then percent-decoded
     * @return whether it does
     */
    public boolean knowsPath(List<String> decodedSegments) {
        return tree.find(decodedSegments).filter(place -> !place.node().methods().isEmpty()).isPresent();
    }

    /**
     * What may follow a path, for listing and completion: literals sorted, then a placeholder such as {@code {vmid}}.
     *
     * @param templateOrPath such as {@code /nodes/{node}}, {@code /nodes/pve1} or {@code /}
     * @return empty if nothing follows or the path does not exist
     */
    public List<String> children(String templateOrPath) {
        return tree.find(PathTree.segments(templateOrPath)).map(place -> place.node().children()).orElse(List.of());
    }

    /**
     * Templates that look like a misspelt path, the likeliest first.
     *
     * @param path concrete path or template
     * @param max how many at most
     * @return templates; empty if nothing is alike
     */
    public List<String> suggestPaths(String path, int max) {
        return Suggestions.paths(path, tree.templates(), max);
    }

    int decodedRecords() {
        return file.decodedRecords();
    }

    /**
     * A method that a request reaches.
     *
     * @param method its facts
     * @param pathArguments the values of the path's placeholders, by name
     */
    public record Match(ApiMethod method, Map<String, String> pathArguments) {}
}
