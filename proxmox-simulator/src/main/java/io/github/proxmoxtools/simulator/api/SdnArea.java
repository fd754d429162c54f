package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import io.github.proxmoxtools.simulator.state.SectionFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parts of software-defined networks: they wait until the whole is applied. */
class SdnArea extends SectionArea {
    private static final String RUNNING = "running/";

    private final String word;
    private final String file;

    SdnArea(String path, String word) {
        super(path, word, "sdn/" + word + ".cfg");
        this.word = word;
        this.file = "sdn/" + word + ".cfg";
    }

    /** Makes what was configured what runs. */
    final void apply(Call call) {
        running(call).copy(file(call));
    }

    /** Forgets what was not applied. */
    final void rollBack(Call call) {
        file(call).copy(running(call));
    }

    final SectionFile running(Call call) {
        return call.cluster().settings().file(RUNNING + file);
    }

    @Override
    Set<String> notKept() {
        return Set.of("lock-token");
    }

    @Override
    boolean isVisible(Call call, Section section) {
        return call.params().find("type").filter(type -> !type.equals(section.type())).isEmpty()
                && call.caller().holdsAny(aclPath(section), "SDN.Audit", "SDN.Allocate");
    }

    String aclPath(Section section) {
        return "/sdn/" + word + "s/" + section.id();
    }

    @Override
    List<Object> list(Call call) {
        if (call.params().flag("running")) {
            return running(call).all().stream().filter(section -> isVisible(call, section))
                    .<Object>map(section -> row(call, section).fields()).toList();
        }
        return call.params().flag("pending") ? pending(call) : super.list(call);
    }

    private List<Object> pending(Call call) {
        Set<String> ids = new TreeSet<>();
        file(call).all().forEach(section -> ids.add(section.id()));
        running(call).all().forEach(section -> ids.add(section.id()));
        return ids.stream().<Object>map(id -> pendingRow(call, file(call).find(id), running(call).find(id)).fields())
                .toList();
    }

    private Row pendingRow(Call call, Optional<Section> wanted, Optional<Section> runs) {
        if (runs.isEmpty()) {
            Section section = wanted.orElseThrow();
            return row(call, section).with("state", "new").with("pending", section.options());
        }
        Row row = row(call, runs.get());
        if (wanted.isEmpty()) {
            return row.with("state", "deleted");
        }
        Map<String, Object> changes = new TreeMap<>();
        wanted.get().options().forEach((name, value) -> {
            if (!value.equals(runs.get().options().get(name))) {
                changes.put(name, value);
            }
        });
        runs.get().options().keySet().stream().filter(name -> !wanted.get().options().containsKey(name))
                .forEach(name -> changes.put(name, "deleted"));
        return changes.isEmpty() ? row : row.with("state", "changed").with("pending", changes);
    }

    @Override
    String prefix(Action action) {
        return action == Action.READ ? "" : action.word() + " sdn " + word + " object failed: ";
    }

    @Override
    ApiError missing(Action action, String id) {
        return ApiError.died(prefix(action) + "sdn '" + id + "' does not exist");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died(prefix(Action.CREATE) + "sdn " + word + " object ID '" + id + "' already defined");
    }

    @Override
    boolean missesWhatIsDeleted() {
        return true;
    }

    /** An error about a parameter loses its code within the lock of the configuration. */
    final ApiError refused(Action action, String parameter, String text) {
        return ApiError.died(
                prefix(action) + "400 Parameter verification failed.\n" + parameter + ": " + text);
    }

    static SectionFile sections(Call call, String word) {
        return call.cluster().settings().file("sdn/" + word + ".cfg");
    }
}
