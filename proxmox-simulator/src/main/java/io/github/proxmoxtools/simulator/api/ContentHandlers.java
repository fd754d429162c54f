package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.Volume;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies on a storage. */
final class ContentHandlers {
    private static final Duration DELETE = Duration.ofMillis(300);
    private static final Pattern SIZE = Pattern.compile("(\\d+)([MG]?)");

    private ContentHandlers() {}

    static void register(Registry registry) {
        String all = "/nodes/{node}/storage/{storage}/content";
        registry.get(all, ContentHandlers::list);
        registry.post(all, ContentHandlers::allocate);
        registry.get(all + "/{volume}", ContentHandlers::read);
        registry.delete(all + "/{volume}", ContentHandlers::delete);
    }

    private static Object list(Call call) {
        Storage storage = StorageHandlers.requireOnNode(call);
        String content = call.params().text("content");
        long vmid = call.params().number("vmid", 0);
        return storage.volumes(call.node()).stream()
                .filter(volume -> content.isEmpty() || volume.content().equals(content))
                .filter(volume -> vmid == 0 || volume.vmid() == vmid).map(ContentHandlers::row).toList();
    }

    private static Object row(Volume volume) {
        Row row = new Row().with("volid", volume.volid()).with("content", volume.content())
                .with("format", volume.format()).with("size", volume.size())
                .with("ctime", volume.created().getEpochSecond()).withText("notes", volume.notes());
        if (volume.vmid() > 0) {
            row.with("vmid", volume.vmid()).with("used", volume.used()).with("parent", null);
        }
        return volume.isProtected() ? row.with("protected", 1).fields() : row.fields();
    }

    private static Object read(Call call) {
        Volume volume = find(call).orElseThrow(() -> ApiError.died("volume '" + volid(call) + "' does not exist"));
        return new Row().with("format", volume.format()).with("size", volume.size()).with("used", volume.used())
                .with("path", path(call, volume.volid())).fields();
    }

    private static Object allocate(Call call) {
        Storage storage = StorageHandlers.requireOnNode(call);
        Params params = call.params();
        String format = params.find("format").orElse("raw");
        boolean isDirectory = storage.type().equals("dir") || storage.type().equals("nfs");
        String volid = storage.id() + ":" + (isDirectory ? call.vmid() + "/" : "") + params.get("filename");
        params.put("volume", volid);
        if (find(call).isPresent()) {
            throw ApiError.died("disk image '" + path(call, volid) + "' already exists");
        }
        storage.put(new Volume(volid, call.node(), "images", format, bytes(params.get("size")), 0, call.vmid(),
                call.now(), "", false));
        return volid;
    }

    private static Object delete(Call call) {
        Storage storage = StorageHandlers.require(call);
        call.caller().need("/storage/" + storage.id(), "Datastore.Allocate", "Datastore.AllocateSpace");
        int owner = find(call).map(Volume::vmid).orElse(0);
        String id = owner == 0 ? storage.id() : owner + "@" + storage.id();
        return call.task("imgdel", id, null, TaskWork.lasting(DELETE, log -> remove(call, storage, log)));
    }

    /** Deleting what is not there succeeds on a directory. */
    private static void remove(Call call, Storage storage, Consumer<String> log) throws TaskFailure {
        if (!storage.isOn(call.node())) {
            throw new TaskFailure("storage '" + storage.id() + "' is not available on node '" + call.node() + "'");
        }
        Optional<Volume> volume = find(call);
        if (volume.filter(Volume::isProtected).isPresent()) {
            throw new TaskFailure("cannot remove protected volume '" + name(call) + "' on '" + storage.id() + "'");
        }
        if (volume.isEmpty()) {
            log.accept("disk image '" + path(call, volid(call)) + "' does not exist");
        }
        volume.ifPresent(storage::remove);
        log.accept("Removed volume '" + volid(call) + "'");
    }

    private static Optional<Volume> find(Call call) {
        return StorageHandlers.require(call).volumes(call.node()).stream()
                .filter(volume -> volume.volid().equals(volid(call))).findFirst();
    }

    private static String volid(Call call) {
        String volume = call.params().get("volume");
        return volume.contains(":") ? volume : call.params().get("storage") + ":" + volume;
    }

    private static String name(Call call) {
        String volid = volid(call);
        return volid.substring(volid.indexOf(':') + 1);
    }

    private static String path(Call call, String volid) {
        Storage storage = StorageHandlers.require(call);
        Object base = storage.options().get("path");
        String name = volid.substring(volid.indexOf(':') + 1);
        if (base == null) {
            return "/dev/" + storage.id() + "/" + name;
        }
        String below = name.startsWith("iso/") || name.startsWith("vztmpl/")
                ? "template/" + name.replaceFirst("^vztmpl/", "cache/")
                : name.replaceFirst("^backup/", "dump/");
        return base + "/" + (Character.isDigit(name.charAt(0)) ? "images/" + name : below);
    }

    private static long bytes(String size) {
        Matcher match = SIZE.matcher(size);
        if (!match.matches()) {
            return 0;
        }
        long number = Long.parseLong(match.group(1));
        return match.group(2).isEmpty() ? number << 10 : number << (match.group(2).equals("M") ? 20 : 30);
    }
}
