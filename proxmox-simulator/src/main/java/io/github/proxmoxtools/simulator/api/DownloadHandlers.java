package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.OutsideWorld;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.Volume;
import io.github.proxmoxtools.simulator.state.VolumeName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Files that a node fetches itself. */
final class DownloadHandlers {
    private static final Duration DOWNLOAD = Duration.ofSeconds(5);
    private static final Pattern ISO = Pattern.compile(".+\\.(iso|img)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEMPLATE = Pattern.compile(".+\\.tar(\\.(gz|xz|zst|bz2))?");
    private static final Pattern OLD_TEMPLATE = Pattern.compile(".+\\.tar\\.(gz|xz|zst|bz2)");
    private static final Pattern IMPORT = Pattern.compile("[A-Za-z0-9_.+=-]+\\.(ova|raw|qcow2|vmdk|img)");

    private DownloadHandlers() {}

    static void register(Registry registry) {
        registry.post("/nodes/{node}/storage/{storage}/download-url", DownloadHandlers::download);
        registry.post("/nodes/{node}/storage/{storage}/oci-registry-pull", DownloadHandlers::pull);
        registry.get("/nodes/{node}/query-url-metadata", DownloadHandlers::metadata);
        registry.get("/nodes/{node}/query-oci-repo-tags", DownloadHandlers::tags);
    }

    /** Work that puts a file onto a storage. */
    static TaskWork fetching(Call call, Storage storage, String name, String url, long size) {
        String target = VolumeName.path(storage, name);
        return new TaskWork(DOWNLOAD, log -> connect(call, storage, name, url, log), log -> {
            VolumeName parsed = VolumeName.parse(storage, name)
                    .orElseThrow(() -> new TaskFailure(VolumeName.refusal(storage, name)));
            storage.put(Volume.file(storage.id() + ":" + name, call.node(), parsed.content(), parsed.format(), size,
                    call.now()));
            if (call.params().has("checksum")) {
                log.accept("calculating checksum...OK, checksum verified");
            }
            log.accept("download of '" + url + "' to '" + target + "' finished");
        });
    }

    private static void connect(Call call, Storage storage, String name, String url, Consumer<String> log)
            throws TaskFailure {
        String target = VolumeName.path(storage, name);
        log.accept("downloading " + url + " to " + target);
        if (storage.find(call.node(), storage.id() + ":" + name).isPresent()) {
            throw new TaskFailure("refusing to override existing file '" + target + "'");
        }
        String host = OutsideWorld.host(url);
        Optional<String> obstacle = OutsideWorld.obstacle(host);
        if (obstacle.isPresent()) {
            log.accept("Connecting to " + host + "... failed: " + obstacle.get() + ".");
            throw new TaskFailure("download failed: exit code 4");
        }
    }

    private static Object download(Call call) {
        Params params = call.params();
        Storage storage = requireFiles(call, params.get("content"));
        String filename = normalized(params.get("filename"));
        String directory = switch (params.get("content")) {
            case "iso" -> requireEnding(filename, ISO, "wrong file extension", "iso/");
            case "vztmpl" -> requireEnding(filename,
                    call.cluster().profile() == Profile.PVE_9_2 ? TEMPLATE : OLD_TEMPLATE, "wrong file extension",
                    "vztmpl/");
            default -> requireEnding(filename, IMPORT, "invalid filename or wrong extension", "import/");
        };
        String url = params.get("url");
        return call.task("download", encoded(filename), null,
                fetching(call, storage, directory + filename, url, OutsideWorld.size(url)));
    }

    private static Object pull(Call call) {
        Storage storage = requireFiles(call, "vztmpl");
        String reference = call.params().get("reference");
        String filename = normalized(call.params().find("filename").orElse(reference)) + ".tar";
        if (storage.find(call.node(), storage.id() + ":vztmpl/" + filename).isPresent()) {
            throw ApiError.died("refusing to override existing file '" + filename + "'");
        }
        return call.task("ociregistrypull", encoded(filename), null,
                fetching(call, storage, "vztmpl/" + filename, "docker://" + registry(reference) + "/",
                        OutsideWorld.size(reference)));
    }

    private static Object tags(Call call) {
        String reference = call.params().get("reference");
        OutsideWorld.obstacle(registry(reference)).ifPresent(obstacle -> {
            throw ApiError.died("command 'skopeo list-tags docker://" + reference + "' failed: exit code 1");
        });
        return List.of("latest");
    }

    private static String registry(String reference) {
        int slash = reference.indexOf('/');
        String host = slash < 0 ? "" : reference.substring(0, slash);
        return host.contains(".") || host.contains(":") || host.equals("localhost")
                ? host.replaceFirst(":\\d+$", "")
                : "docker.io";
    }

    private static Storage requireFiles(Call call, String content) {
        Storage storage = StorageHandlers.requireOnNode(call);
        if (storage.option("path").isEmpty()) {
            throw ApiError.died("can't upload to storage type '" + storage.type() + "', not a file based storage!");
        }
        if (!storage.content().contains(content)) {
            throw ApiError.died("storage '" + storage.id() + "' is not configured for content-type '" + content + "'");
        }
        return storage;
    }

    private static String requireEnding(String filename, Pattern ending, String refusal, String directory) {
        if (!ending.matcher(filename).matches()) {
            throw ApiError.parameter("filename", refusal);
        }
        return directory;
    }

    /** The server keeps the last part of the name, and replaces what it does not like. */
    static String normalized(String filename) {
        return filename.replaceFirst("^.*[/\\\\]", "").replaceAll("[^a-zA-Z0-9_.-]", "_").replaceFirst("^\\.+", "");
    }

    /** The id of a task must not hold what separates the parts of a UPID. */
    private static String encoded(String filename) {
        return filename.replace("%", "%25").replace(":", "%3A");
    }

    private static Object metadata(Call call) {
        String url = call.params().get("url");
        String host = OutsideWorld.host(url);
        OutsideWorld.obstacle(host).ifPresent(obstacle -> {
            throw ApiError.died("invalid server response: '500 Can't connect to " + host + ":"
                    + (url.startsWith("https") ? 443 : 80) + " (" + obstacle + ")'");
        });
        String filename = url.replaceFirst("[?#].*$", "").replaceFirst("^.*/", "");
        return new Row().withText("filename", filename).with("size", OutsideWorld.size(url))
                .with("mimetype", mimetype(filename.toLowerCase(Locale.ROOT))).fields();
    }

    private static String mimetype(String filename) {
        if (filename.endsWith(".iso")) {
            return "application/x-iso9660-image";
        }
        if (filename.endsWith(".gz")) {
            return "application/gzip";
        }
        return filename.endsWith(".html") || filename.isEmpty() ? "text/html" : "application/octet-stream";
    }
}
