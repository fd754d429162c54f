package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads of ISO images, templates and disks to import. */
final class UploadHandlers {
    private static final long BYTES_PER_SECOND = 2_000_000_000;
    private static final Map<String, Pattern> NAMES = Map.of("iso", Pattern.compile("(?i).+\\.(iso|img)"), "vztmpl",
            Pattern.compile("(?i).+\\.tar\\.(gz|xz|zst|bz2)"), "import", Pattern.compile(".+\\.(ova|qcow2|raw|vmdk)"));
    private static final Map<String, String> DIRECTORIES = Map.of("iso", "template/iso", "vztmpl", "template/cache",
            "import", "import");

    private UploadHandlers() {}

    static void register(Registry registry) {
        registry.post("/nodes/{node}/storage/{storage}/upload", UploadHandlers::upload);
    }

    private static Object upload(Call call) {
        String node = call.node().equals("localhost") ? call.asked() : call.node();
        Storage storage = requireUsable(call, node);
        Object base = storage.options().get("path");
        if (base == null) {
            throw ApiError.died("can't upload to storage type '" + storage.type() + "'");
        }
        ReceivedFile file = call.params().file().orElseThrow(() -> ApiError.died("missing temporary file name"));
        String content = call.params().get("content");
        String name = plain(call.params().get("filename"));
        if (!NAMES.getOrDefault(content, Pattern.compile(".*")).matcher(name).matches()) {
            throw ApiError.parameter("filename", "wrong file extension");
        }
        if (!storage.content().contains(content)) {
            throw ApiError.died("storage '" + storage.id() + "' does not support '" + content + "' content");
        }
        requireReachable(call, node, storage);
        String target = base + "/" + DIRECTORIES.get(content) + "/" + name;
        Duration lasts = Duration.ofMillis(200 + file.size() * 1000 / BYTES_PER_SECOND);
        var volume = Volume.file(storage.id() + ":" + content + "/" + name, node, content, format(content, name),
                file.size(), call.now());
        TaskWork work = new TaskWork(lasts, log -> check(call, file, log), log -> {
            copied(node, file, target).forEach(log);
            storage.volumes(node).stream().filter(old -> old.volid().equals(volume.volid())).forEach(storage::remove);
            storage.put(volume);
        });
        // The node that was asked has the file, and does the work, even if it is for another.
        return call.cluster().tasks().start(call.asked(), "imgcopy", "", call.caller().who(), work).toString();
    }

    private static Storage requireUsable(Call call, String node) {
        Storage storage = call.cluster().storages().get(call.params().get("storage"));
        if (storage == null) {
            throw ApiError.died("storage '" + call.params().get("storage") + "' does not exist");
        }
        if (!storage.isEnabled()) {
            throw ApiError.died("storage '" + storage.id() + "' is disabled");
        }
        if (!storage.isOn(node)) {
            throw ApiError.died("storage '" + storage.id() + "' is not available on node '" + node + "'");
        }
        return storage;
    }

    private static void requireReachable(Call call, String node, Storage storage) {
        if (!call.cluster().reaches(call.asked(), node)) {
            throw ApiError.died("can't activate storage '" + storage.id() + "' on node '" + node
                    + "': command '/usr/bin/ssh -o BatchMode=yes " + node + " -- /usr/sbin/pvesm status --storage "
                    + storage.id() + "' failed: exit code 255");
        }
    }

    private static void check(Call call, ReceivedFile file, Consumer<String> log) throws TaskFailure {
        log.accept("starting file import from: " + file.temporaryName());
        if (!call.params().has("checksum")) {
            return;
        }
        String expected = call.params().get("checksum");
        if (!file.checksum().equals(expected.toLowerCase(Locale.ROOT))) {
            log.accept("calculating checksum...");
            throw new TaskFailure("checksum mismatch: got '" + file.checksum() + "' != expect '" + expected + "'");
        }
        log.accept("calculating checksum...OK, checksum verified");
    }

    private static Iterable<String> copied(String node, ReceivedFile file, String target) {
        return List.of("target node: " + node, "target file: " + target, "file size is: " + file.size(),
                "command: cp -- " + file.temporaryName() + " " + target, "finished file import successfully");
    }

    private static String plain(String name) {
        return name.replaceFirst("^.*[/\\\\]", "").replaceAll("[^-a-zA-Z0-9_.]", "_");
    }

    private static String format(String content, String name) {
        Matcher packed = Pattern.compile("(?i)\\.tar\\.(gz|xz|zst|bz2)$").matcher(name);
        if (packed.find()) {
            return "t" + packed.group(1).toLowerCase(Locale.ROOT);
        }
        return content.equals("iso") ? "iso" : name.substring(name.lastIndexOf('.') + 1);
    }
}
