package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import io.github.proxmoxtools.simulator.state.SectionFile;
import java.util.List;

/** Groups of nodes for HA's resources, until rules took their place. */
final class HaGroupArea extends SectionArea {
    private static final String FILE = "ha/groups.cfg";

    HaGroupArea() {
        super("/cluster/ha/groups", "group", FILE);
    }

    static SectionFile groups(Call call) {
        return call.cluster().settings().file(FILE);
    }

    private static void requireGroups(Call call, String what) {
        if (HaHandlers.hasRules(call)) {
            throw ApiError.died("cannot " + what + ": ha groups have been migrated to rules");
        }
    }

    @Override
    String type(Call call) {
        return "group";
    }

    @Override
    List<Object> list(Call call) {
        requireGroups(call, "index groups");
        return super.list(call);
    }

    @Override
    void verify(Call call, Action action) {
        requireGroups(call, action.word() + " group");
    }

    @Override
    void check(Call call, Section group, Action action) {
        if (action == Action.DELETE) {
            call.cluster().settings().file("ha/resources.cfg").all().stream()
                    .filter(resource -> resource.text("group").filter(group.id()::equals).isPresent()).findFirst()
                    .ifPresent(resource -> {
                        throw ApiError
                                .died(prefix(action) + "ha group is used by service '" + resource.id() + "'");
                    });
        }
    }

    @Override
    String prefix(Action action) {
        return action == Action.READ ? "" : action.word() + " ha group failed: ";
    }

    @Override
    ApiError missing(Action action, String id) {
        return ApiError.died(prefix(action) + "no such ha group '" + id + "'");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died(prefix(Action.CREATE) + "ha group ID '" + id + "' already defined");
    }
}
