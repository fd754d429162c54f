package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.simulator.state.Section;
import io.github.proxmoxtools.simulator.state.SectionFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects of one kind that share a configuration file: how they are listed, read, added, changed and removed. */
class SectionArea {
    private final String path;
    private final String key;
    private final String file;

    /** What is done to an object. */
    enum Action {
        READ,
        CREATE,
        UPDATE,
        DELETE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SectionArea(String path, String key, String file) {
        this.path = path;
        this.key = key;
        this.file = file;
    }

    final void register(Registry registry) {
        String one = path + "/{" + key + "}";
        registry.get(path, this::list);
        registry.post(creationPath(), this::create);
        registry.get(one, this::read);
        registry.put(one, this::update);
        registry.delete(one, this::delete);
    }

    final String path() {
        return path;
    }

    final String key() {
        return key;
    }

    final SectionFile file(Call call) {
        return call.cluster().settings().file(file);
    }

    /** Where objects are added: some are added under their own name. */
    String creationPath() {
        return path;
    }

    /** The name under which the file knows the object of a call. */
    String id(Call call) {
        return call.params().get(key);
    }

    String type(Call call) {
        return call.params().text("type");
    }

    /** Whether the caller may see an object, and wants to. */
    boolean isVisible(Call call, Section section) {
        return true;
    }

    Row row(Call call, Section section) {
        return new Row().with(key, section.id()).with("type", section.type()).withAll(section.options())
                .with("digest", file(call).digest());
    }

    Row single(Call call, Section section) {
        return row(call, section);
    }

    /** What stands before the text of whatever goes wrong. */
    String prefix(Action action) {
        return "";
    }

    ApiError missing(Action action, String id) {
        return ApiError.died(prefix(action) + "no such object '" + id + "'");
    }

    ApiError duplicate(String id) {
        return ApiError.died(prefix(Action.CREATE) + "object '" + id + "' already exists");
    }

    /** Whether removing what is not there is refused. */
    boolean missesWhatIsDeleted() {
        return false;
    }

    /** Looks at the parameters, before the object is looked for. */
    void verify(Call call, Action action) {}

    /** Looks at an object as it would be from now on; may still change it. */
    void check(Call call, Section section, Action action) {}

    /** Parameters that are not kept. */
    Set<String> notKept() {
        return Set.of();
    }

    void removed(Call call, Section section) {}

    /** Objects that are always there, as long as none of their name is configured. */
    List<Section> builtIn() {
        return List.of();
    }

    final List<Section> all(Call call) {
        return Stream.concat(builtIn().stream().filter(section -> file(call).find(section.id()).isEmpty()),
                file(call).all().stream()).filter(section -> belongs(call, section)).toList();
    }

    List<Object> list(Call call) {
        return all(call).stream().filter(section -> isVisible(call, section))
                .<Object>map(section -> row(call, section).fields()).toList();
    }

    private Object read(Call call) {
        verify(call, Action.READ);
        return single(call, require(call, Action.READ)).fields();
    }

    /** What happens after an object was kept. */
    void kept(Call call, Section section) {}

    final Section require(Call call, Action action) {
        String id = id(call);
        return all(call).stream().filter(section -> section.id().equals(id)).findFirst()
                .orElseThrow(() -> missing(action, id));
    }

    /** Whether the object is one of this area: a file may hold objects of several. */
    boolean belongs(Call call, Section section) {
        return true;
    }

    private @Nullable Object create(Call call) {
        verify(call, Action.CREATE);
        var section = new Section(id(call), type(call));
        if (file(call).find(section.id()).isPresent()) {
            throw duplicate(section.id());
        }
        keep(call, section);
        check(call, section, Action.CREATE);
        file(call).put(section);
        kept(call, section);
        return null;
    }

    private @Nullable Object update(Call call) {
        verify(call, Action.UPDATE);
        try {
            Unchanged.require(call, file(call).digest());
        } catch (ApiError e) {
            throw ApiError.died(prefix(Action.UPDATE) + e.reason());
        }
        Section section = require(call, Action.UPDATE).copy();
        for (String name : call.params().list("delete")) {
            requireDeletable(call, name);
            section.options().remove(name);
        }
        keep(call, section);
        check(call, section, Action.UPDATE);
        file(call).put(section);
        kept(call, section);
        return null;
    }

    private void keep(Call call, Section section) {
        Values.all(call, notKept()).forEach((name, value) -> {
            if (!name.equals(key) && !name.equals("type")) {
                section.options().put(name, value);
            }
        });
    }

    private void requireDeletable(Call call, String name) {
        boolean isKnown = call.method().parameter(name).isPresent();
        boolean isRequired = ApiIndex.of(call.cluster().profile().release()).method("POST", creationPath())
                .flatMap(method -> method.parameter(name)).filter(found -> !found.valueType().optional()).isPresent();
        if (isRequired) {
            throw ApiError.died(prefix(Action.UPDATE) + "unable to delete required option '" + name + "'");
        }
        if (!isKnown || name.equals(key)) {
            throw ApiError.died(prefix(Action.UPDATE) + "no such option '" + name + "'");
        }
        if (call.params().has(name)) {
            throw ApiError.died(
                    prefix(Action.UPDATE) + "cannot set and delete property '" + name + "' at the same time!");
        }
    }

    @Nullable
    Object delete(Call call) {
        verify(call, Action.DELETE);
        if (missesWhatIsDeleted()) {
            require(call, Action.DELETE);
        }
        file(call).find(id(call)).filter(section -> belongs(call, section)).ifPresent(section -> {
            check(call, section, Action.DELETE);
            file(call).remove(section.id());
            removed(call, section);
        });
        return null;
    }
}
