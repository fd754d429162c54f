package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.HighAvailability;
import io.github.proxmoxtools.simulator.state.Section;
import io.github.proxmoxtools.simulator.state.SectionFile;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guests that HA manages. */
final class HaResourceArea extends SectionArea {
    HaResourceArea() {
        super("/cluster/ha/resources", "sid", "ha/resources.cfg");
    }

    static void registerMoves(Registry registry) {
        registry.post("/cluster/ha/resources/{sid}/migrate", call -> move(call, false));
        registry.post("/cluster/ha/resources/{sid}/relocate", call -> move(call, true));
    }

    @Override
    String id(Call call) {
        return sid(call);
    }

    /** A bare number stands for the guest that has it. */
    private static String sid(Call call) {
        String given = call.params().get("sid");
        if (!given.matches("\\d+")) {
            if (!given.matches("\\S+:\\S+")) {
                throw ApiError.died("unable to parse service id '" + given + "'");
            }
            return given;
        }
        Guest guest = Optional.ofNullable(call.cluster().guests().get(Integer.parseInt(given))).orElseThrow(
                () -> ApiError.died("unable do add resource - VM/CT " + given + " does not exist"));
        return HighAvailability.sid(guest.kind(), guest.vmid());
    }

    @Override
    String type(Call call) {
        String sid = sid(call);
        return sid.substring(0, sid.indexOf(':'));
    }

    @Override
    boolean isVisible(Call call, Section resource) {
        return call.params().find("type").filter(type -> !type.equals(resource.type())).isEmpty();
    }

    @Override
    String prefix(Action action) {
        return action == Action.READ ? "" : action.word() + " resource failed: ";
    }

    @Override
    ApiError missing(Action action, String id) {
        return ApiError.died(action == Action.DELETE
                ? "cannot delete service '" + id + "', not HA managed!"
                : prefix(action) + "no such resource '" + id + "'");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died(prefix(Action.CREATE) + "resource ID '" + id + "' already defined");
    }

    @Override
    boolean missesWhatIsDeleted() {
        return true;
    }

    @Override
    Set<String> notKept() {
        return Set.of("purge");
    }

    @Override
    void verify(Call call, Action action) {
        if (call.params().has("group") && HaHandlers.hasRules(call)) {
            throw ApiError.died("invalid parameter 'group': ha groups have been migrated to rules");
        }
        String sid = id(call);
        if (call.params().find("type").filter(type -> !type.equals(type(call))).isPresent()) {
            throw ApiError.died("types does not match");
        }
        call.params().find("group").ifPresent(group -> requireGroup(call, group));
        if (action == Action.CREATE && call.cluster().highAvailability().guest(sid).isEmpty()) {
            throw ApiError.died("resource '" + sid + "' does not exist in cluster");
        }
    }

    private static void requireGroup(Call call, String group) {
        if (HaGroupArea.groups(call).find(group).isEmpty()) {
            throw ApiError.died("HA group '" + group + "' does not exist");
        }
    }

    @Override
    void check(Call call, Section resource, Action action) {
        call.cluster().highAvailability().awake();
    }

    @Override
    void removed(Call call, Section resource) {
        if (call.params().flag("purge", true)) {
            call.cluster().highAvailability().removeFromRules(resource.id());
        }
    }

    private static @Nullable Object move(Call call, boolean relocation) {
        String sid = sid(call);
        SectionFile resources = call.cluster().settings().file("ha/resources.cfg");
        if (resources.find(sid).filter(found -> !HighAvailability.wanted(found).equals("ignored")).isEmpty()) {
            throw ApiError.died("resource '" + sid + "' is not HA managed");
        }
        String target = call.params().get("node");
        call.cluster().highAvailability().move(sid, target, relocation);
        return HaHandlers.hasRules(call) ? new Row().with("sid", sid).with("requested-node", target).fields() : null;
    }
}
