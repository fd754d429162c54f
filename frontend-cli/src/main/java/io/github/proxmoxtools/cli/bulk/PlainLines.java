package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A line for each guest when it has ended, for logs and pipes. */
final class PlainLines implements Crew.Watcher {
    private final List<Member> members;
    private final Terminal terminal;
    private final Set<Member> saidToWait = new HashSet<>();

    PlainLines(List<Member> members, Terminal terminal) {
        this.members = members;
        this.terminal = terminal;
    }

    @Override
    public void look() {
        for (Member member : members) {
            if (member.state() == Member.State.LOCKED && saidToWait.add(member)) {
                terminal.err(
                        member.label() + ": locked, will be tried again: " + CellText.clean(member.doing()) + "\n");
            }
        }
    }

    @Override
    public void ended(Member member) {
        boolean failed = member.end() instanceof Fate.Failed;
        terminal.err(member.label() + ": " + (failed ? failure(member) : words(member)) + "\n");
    }

    /** The report will say why. */
    private static String failure(Member member) {
        return "failed after " + member.duration();
    }

    static String words(Member member) {
        return switch (member.end()) {
            case Fate.Answered answered -> Report.status(member) + (Report.status(member).equals("running")
                    ? ": " + Report.reason(member)
                    : " in " + member.duration());
            case Fate.Planned planned -> "planned";
            case Fate.Failed failed -> failure(member) + ": " + Report.reason(member);
            case Fate.NotStarted none -> "not started";
        };
    }
}
