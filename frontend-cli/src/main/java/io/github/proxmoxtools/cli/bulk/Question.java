package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.PlanText;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks once for all; how many they are wants to be typed. */
final class Question {
    private final Tool tool;
    private final Scene scene;

    Question(Tool tool, Scene scene) {
        this.tool = tool;
        this.scene = scene;
    }

    /**
     * Asks before something is destroyed.
     *
     * @param willing what will be done
     * @param leftOut what cannot be done
     * @throws Refusal without the right answer
     */
    void aboutPlans(List<Member> willing, List<Member> leftOut) {
        refuseUnattended(willing);
        StringBuilder text = new StringBuilder(tool.title()).append(whose(willing)).append(", ")
                .append(counted(willing)).append(":\n");
        willing.forEach(member -> describe(text, member));
        leftOut.forEach(member -> text.append("  left out: ").append(member.label()).append(": ")
                .append(Report.reason(member)).append('\n'));
        scene.terminal().err(text.toString());
        ask(willing);
    }

    /**
     * Refuses at once where nobody could answer.
     *
     * @param members what would be destroyed
     */
    void refuseUnattended(List<Member> members) {
        if (!scene.terminal().canAsk()) {
            throw unattended("This destroys or interrupts something" + (isAboutGuests(members) ? " of " : ", with ")
                    + counted(members));
        }
    }

    /** Asks before every guest is changed. */
    void aboutAll(List<Member> members) {
        if (!scene.terminal().canAsk()) {
            throw unattended("--all means " + counted(members));
        }
        scene.terminal().err(tool.title() + ", all " + counted(members) + ".\n");
        ask(members);
    }

    private static String counted(List<Member> members) {
        return members.size() + " " + (members.size() == 1 ? one(members) : several(members));
    }

    private static String several(List<Member> members) {
        return one(members) + "s";
    }

    private static String one(List<Member> members) {
        return isAboutGuests(members) ? "guest" : "call";
    }

    /** Several snapshots are those of one guest, whose number alone nobody knows. */
    private static String whose(List<Member> members) {
        List<GuestAddress> guests = members.stream().flatMap(member -> member.plan().stream())
                .flatMap(plan -> plan.target().stream()).distinct().toList();
        return isAboutGuests(members) || guests.size() != 1 ? "" : ", " + CellText.clean(guests.getFirst().toString());
    }

    private static boolean isAboutGuests(List<Member> members) {
        return members.stream().allMatch(member -> member.guest().isPresent());
    }

    private static void describe(StringBuilder text, Member member) {
        Optional<Plan> plan = member.plan();
        text.append("  ").append(member.label()).append(member.about().place())
                .append(plan.map(Question::condition).orElse("")).append(": ");
        List<String> calls = plan.map(known -> known.writes().stream().map(PlanText::line).map(CellText::clean)
                .toList()).orElse(List.of());
        text.append(String.join("; ", calls)).append('\n');
        plan.ifPresent(known -> known.notes().forEach(note -> text.append("    ").append(CellText.clean(note))
                .append('\n')));
    }

    private static String condition(Plan plan) {
        Object status = plan.facts().get("status");
        Object lock = plan.facts().get("lock");
        return (status == null ? "" : ", " + CellText.clean(status.toString()))
                + (lock == null ? "" : ", locked (" + CellText.clean(lock.toString()) + ")");
    }

    private void ask(List<Member> members) {
        String number = Integer.toString(members.size());
        Optional<String> answer = scene.terminal().ask(
                "Type the number of " + several(members) + ", " + number + ", to go on: ");
        if (answer.map(String::strip).filter(number::equals).isEmpty()) {
            throw new Refusal("Not confirmed; nothing was changed", "", Map.of());
        }
    }

    private static Refusal unattended(String what) {
        return new Refusal(what + ", and there is no terminal to confirm it on; nothing was changed",
                "--yes does it without asking, --dry-run shows what would be done.", Map.of());
    }
}
