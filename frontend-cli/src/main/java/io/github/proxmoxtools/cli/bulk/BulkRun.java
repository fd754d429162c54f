package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a tool for several guests or other things: the same call for each, but for what it is about. */
public final class BulkRun {
    private final Tool tool;
    private final Map<String, @Nullable Object> arguments;
    private final BulkOptions options;
    private final Scene scene;

    /**
     * Prepares a run.
     *
     * @param tool what is run
     * @param arguments the arguments for all, without the guest
     * @param options which guests, and how they are taken
     * @param scene where it is run
     */
    public BulkRun(Tool tool, Map<String, @Nullable Object> arguments, BulkOptions options, Scene scene) {
        this.tool = tool;
        this.arguments = new LinkedHashMap<>(arguments);
        this.options = options;
        this.scene = scene;
    }

    /**
     * Tells whether a word of the command line means several guests.
     *
     * @param word the word
     * @return whether it is a range of ids
     */
    public static boolean isRange(String word) {
        return Chooser.isRange(word);
    }

    /**
     * Tells whether there is a limit per storage.
     *
     * @param tool what is run for each guest
     * @return whether each call writes whole disks to a storage
     */
    public static boolean writesToStorage(Tool tool) {
        return Pacing.writesToStorage(tool);
    }

    /**
     * Chooses, confirms, runs and reports.
     *
     * @param session the cluster
     * @return the exit code
     */
    public int in(Session session) {
        List<Member> members = options.parameter().map(this::named).orElseGet(() -> chosen(session));
        if (scene.onlyPlans()) {
            plan(session, members);
        } else {
            confirm(session, members);
            run(session, members);
        }
        Report report = new Report(tool, members, scene);
        report.write();
        return report.exitCode();
    }

    private List<Member> named(String parameter) {
        return options.words().stream().distinct().map(word -> new Member(new About.OfId(parameter, word))).toList();
    }

    private List<Member> chosen(Session session) {
        Optional<String> node = Optional.ofNullable(arguments.remove(GuestInput.NODE.name())).map(Object::toString);
        return new Chooser(session, tool.guest().map(GuestInput::kind), node).choose(options);
    }

    private ToolCall call(Member member) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(arguments);
        all.putAll(member.about().arguments());
        return ToolCall.of(tool.name(), all);
    }

    private void plan(Session session, List<Member> members) {
        new Crew(members, options.limits().parallel(), Duration.ZERO, false, session::isEnding).run(member -> {
            Plan plan = session.plan(call(member));
            refuseOtherName(member, plan);
            member.planned(plan);
            return new Fate.Planned();
        }, Crew.Watcher.NONE);
    }

    /** The list from which it was chosen lags behind by some seconds. */
    private static void refuseOtherName(Member member, Plan plan) {
        Object name = plan.facts().get("name");
        String before = member.guest().map(GuestAddress::name).orElse("");
        if (name != null && !before.isEmpty() && !name.equals(before)) {
            throw new InvalidCall(FailureKind.CHANGED_MEANWHILE, member.label() + " is called '" + name
                    + "' by now; nothing was changed", "List the guests again, and choose anew.", Map.of());
        }
    }

    private void confirm(Session session, List<Member> members) {
        if (scene.saysYes() || tool.safety() == Safety.READ) {
            return;
        }
        Question question = new Question(tool, scene);
        if (tool.safety() == Safety.DESTROY) {
            question.refuseUnattended(members);
        }
        if (mayDestroy()) {
            plan(session, members);
            List<Member> willing = members.stream().filter(member -> member.plan().isPresent()).toList();
            List<Member> leftOut = members.stream().filter(member -> member.plan().isEmpty()).toList();
            boolean goesOn = !willing.isEmpty() && (leftOut.isEmpty() || !options.failFast());
            boolean destroys = willing.stream().anyMatch(BulkRun::destroys);
            if (goesOn && (destroys || options.all())) {
                question.aboutPlans(willing, leftOut);
            }
            willing.forEach(member -> reopen(member, goesOn, leftOut));
        } else if (options.all()) {
            question.aboutAll(members);
        }
    }

    private static void reopen(Member member, boolean goesOn, List<Member> leftOut) {
        member.reopen();
        if (!goesOn) {
            member.end(Crew.notStarted(leftOut.getFirst()));
        }
    }

    private static boolean destroys(Member member) {
        return member.plan().filter(plan -> plan.safety() == Safety.DESTROY).isPresent();
    }

    /** Whether it does depends on the arguments, and with a script on the guest: its plan tells. */
    private boolean mayDestroy() {
        return tool.safety() == Safety.DESTROY || !tool.destroysWhen().isEmpty()
                || !(tool.action() instanceof Action.Rest);
    }

    private void run(Session session, List<Member> members) {
        Crew crew = new Crew(members, Pacing.width(tool, options.limits()), options.retryLocked(), options.failFast(),
                session::isEnding);
        if (scene.isQuiet()) {
            crew.run(member -> run(session, member), Crew.Watcher.NONE);
        } else if (!scene.terminal().isWatched()) {
            crew.run(member -> run(session, member), new PlainLines(members, scene.terminal()));
        } else {
            Board board = new Board(members, scene.terminal());
            try {
                crew.run(member -> run(session, member), board);
            } finally {
                board.clear();
            }
        }
    }

    private Fate run(Session session, Member member) {
        ToolResult result = confirmed(session, member, call(member).reportingTo(member));
        return new Fate.Answered(new ToolResult(result.tool(), member.guest().or(result::target), result.content(),
                result.notes(), result.missing()));
    }

    private ToolResult confirmed(Session session, Member member, ToolCall call) {
        if (scene.saysYes()) {
            return session.run(call.confirmedBy(Confirmer.ALWAYS));
        }
        Optional<Plan> plan = member.plan();
        if (plan.isEmpty()) {
            return session.run(call);
        }
        HeldConfirmer confirmer = new HeldConfirmer(plan.get(), member.guest().isEmpty());
        try {
            return session.run(call.confirmedBy(confirmer));
        } catch (Refusal refusal) {
            throw confirmer.explained(refusal);
        }
    }
}
