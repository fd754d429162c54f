package io.github.proxmoxtools.tools.guest;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A guest that does not exist yet: created, restored or cloned, with the id that the caller gives or with the next free
 * one.
 *
 * <p>Proxmox VE reserves no id: when somebody took the free one meanwhile, the next is tried. The result tells the id.
 */
public final class NewGuest {
    /** Tells the next free id; declared by every tool that makes a guest. */
    public static final Endpoint NEXT_ID = Endpoint.get("/cluster/nextid");

    /** The id of a guest to create. */
    public static final Param<Long> VMID = id("vmid");
    /** The id of a clone. */
    public static final Param<Long> NEWID = id("newid");
    /** The node that gets it. */
    public static final Param<String> NODE = Param.text("node", "").pattern(Patterns.NODE);
    /** The pool that gets it. */
    public static final Param<String> POOL = Param.text("pool", "").optional();
    /** The storage that gets its disks. */
    public static final Param<String> STORAGE = Param.text("storage", "Storage for its disks.")
            .pattern(Patterns.STORAGE_ID).optional();
    /** Overwrites a guest by what is restored. */
    public static final Param<Boolean> FORCE = Param.flag("force", "Restoring overwrites the guest that has this vmid.")
            .notSent();
    /** Another node for a clone. */
    public static final Param<String> TARGET = Param.text("target", "Node for the clone, if not the same; its disks "
            + "must be on shared storage.").pattern(Patterns.NODE).optional();
    /** The snapshot that a clone is made of. */
    public static final Param<String> SNAPNAME = Param.text("snapname", "Clone this snapshot, not the present state.")
            .pattern(Patterns.CONFIG_ID).max(40).optional();
    /** Whether a clone is a whole copy. */
    public static final Param<Boolean> FULL = Param.flag("full", "Copy all disks; only clones of templates can do "
            + "without, and do by default.");
    /** A note about a clone. */
    public static final Param<String> DESCRIPTION = Param.text("description", "").optional();

    private final Reading reading;
    private final Param<Long> param;
    private final String title;
    private final Query call;
    private long id;

    private NewGuest(Reading reading, Param<Long> param, String title, Query call) {
        this.reading = reading;
        this.param = param;
        this.title = title;
        this.call = call;
    }

    private static Param<Long> id(String name) {
        return Param.whole(name, "The next free id when absent.").min(100).max(999_999_999).optional();
    }

    /**
     * Makes a guest.
     *
     * @param reading the call
     * @param param the parameter that may give the id
     * @param title what is done, such as {@code Create VM}
     * @param call the call, without the id
     * @return one write that starts a task
     */
    public static Work make(Reading reading, Param<Long> param, String title, Query call) {
        NewGuest guest = new NewGuest(reading, param, title, call);
        Optional<Long> wanted = reading.arguments().find(param);
        Step step = wanted.isPresent() ? guest.step(wanted.get()) : guest.stepWithFreeId();
        return Work.of(step).answering(answers -> guest.result(answers.getFirst()));
    }

    /**
     * Makes a guest of an archive, which may overwrite one.
     *
     * @param reading the call; its {@link #FORCE} is sent only where it can mean a guest that the caller named
     * @param restores whether an archive is given
     * @param call the call, without id and force
     * @return the call, with force where it was wanted
     */
    public static Query overwriting(Reading reading, boolean restores, Query call) {
        if (!reading.arguments().find(FORCE).orElse(false)) {
            return call;
        }
        if (!restores) {
            throw InvalidCall.argument(FORCE.name(), "only restoring from an archive can overwrite a guest");
        }
        if (reading.arguments().find(VMID).isEmpty()) {
            throw InvalidCall.argument(FORCE.name(), "say by vmid which guest is to be overwritten");
        }
        return call.with(FORCE.name(), true);
    }

    /**
     * Makes a guest of an archive; where that overwrites one, its name and status are told, and looked at again right
     * before it is sent.
     *
     * @param reading the call
     * @param title what is done, such as {@code Restore VM}
     * @param call the call, as {@link #overwriting} made it
     * @param current tells the status of the guest that has the id
     * @return one write that starts a task
     */
    public static Work restore(Reading reading, String title, Query call, Endpoint current) {
        boolean overwrites = reading.arguments().find(FORCE).orElse(false);
        if (!overwrites) {
            return make(reading, VMID, title, call);
        }
        Query status = Query.of(current).with(VMID.apiName(), reading.arguments().get(VMID));
        String victim = victim(reading, status);
        NewGuest guest = new NewGuest(reading, VMID, title + victim + " as", call);
        Step step = guest.step(reading.arguments().get(VMID)).completedBy(() -> {
            String now = victim(reading, status);
            if (!now.equals(victim)) {
                throw new InvalidCall(FailureKind.CHANGED_MEANWHILE, "What would be overwritten changed meanwhile: it"
                        + " was '" + victim.strip() + "', and is '" + now.strip() + "'; nothing was changed",
                        "Ask again.", Map.of());
            }
            return guest.call.with(VMID.apiName(), guest.id);
        });
        return Work.of(step).answering(answers -> guest.result(answers.getFirst()));
    }

    private static String victim(Reading reading, Query status) {
        try {
            Data guest = reading.read(status);
            return " over " + guest.at("name").text().orElse("a guest without name") + " ("
                    + guest.at("status").text().orElse("unknown") + ")";
        } catch (ServerFailure failure) {
            return failure.kind() == FailureKind.NOT_FOUND ? "" : " over a guest that cannot be looked at";
        }
    }

    private Step step(long chosen) {
        id = chosen;
        return Step.task(title + " " + chosen, call.with(param.apiName(), chosen));
    }

    /** Where the server still calls an id free that it has just refused, something else is left of it: go on after it. */
    private Step stepWithFreeId() {
        long refused = id;
        long free = reading.read(Query.of(NEXT_ID)).whole()
                .orElseThrow(() -> InvalidCall.argument(param.name(), "the server names no free id; give one"));
        return step(Math.max(free, refused + 1)).whenRefused(FailureKind.ALREADY_EXISTS, this::stepWithFreeId);
    }

    private @Nullable Object result(Data answer) {
        Map<String, @Nullable Object> facts = answer.text().map(NewGuest::started).orElseGet(answer::fields);
        if (facts.isEmpty()) {
            return answer.raw();
        }
        facts.put("vmid", id);
        reading.note("The new guest has the vmid " + id + ".");
        return facts;
    }

    /** The same facts as of a task that is followed. */
    private static Map<String, @Nullable Object> started(String upid) {
        String[] parts = upid.split(":", -1);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("upid", upid);
        if (parts.length > 5) {
            facts.put("node", parts[1]);
            facts.put("type", parts[5]);
        }
        facts.put("status", "running");
        return facts;
    }
}
