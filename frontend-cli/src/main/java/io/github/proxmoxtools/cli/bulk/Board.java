package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A line for each guest, redrawn in place, for people who watch; one line for all where they are too many. */
final class Board implements Crew.Watcher {
    private static final String START_OF_LINE = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final int WIDEST_LABEL = 32;

    private final List<Member> members;
    private final Terminal terminal;
    private final int labels;
    private int questions;
    private int drawn;
    private int width;
    private String below = "";
    private List<String> shown = List.of();

    Board(List<Member> members, Terminal terminal) {
        this.members = members;
        this.terminal = terminal;
        this.questions = terminal.questions();
        this.width = terminal.width();
        this.labels = members.stream().mapToInt(member -> CellText.width(member.label())).map(width -> Math.min(width,
                WIDEST_LABEL)).max().orElse(0);
    }

    @Override
    public void look() {
        leaveWhatStandsAboveAQuestion();
        leaveWhatHadAnotherWidth();
        List<String> lines = lines();
        if (!lines.equals(shown)) {
            draw(lines);
        }
    }

    @Override
    public void ended(Member member) {}

    private void leaveWhatStandsAboveAQuestion() {
        int now = terminal.questions();
        if (now != questions) {
            questions = now;
            drawn = 0;
            shown = List.of();
            below = START_OF_LINE;
        }
    }

    /** The terminal may have broken its lines anew: nobody knows how far up they begin. */
    private void leaveWhatHadAnotherWidth() {
        int now = terminal.width();
        if (now != width) {
            width = now;
            below = drawn == 0 ? below : START_OF_LINE;
            drawn = 0;
            shown = List.of();
        }
    }

    private List<String> lines() {
        if (members.size() + 1 >= terminal.height()) {
            return List.of(cut(Tally.of(members)));
        }
        List<String> lines = new ArrayList<>();
        members.forEach(member -> lines.add(cut(line(member))));
        lines.add(cut(Tally.of(members)));
        return lines;
    }

    private String cut(String line) {
        return CellText.cut(line, width - 1);
    }

    private String line(Member member) {
        String label = CellText.cut(member.label(), WIDEST_LABEL);
        return label + " ".repeat(Math.max(0, labels - CellText.width(label))) + "  "
                + member.guest().map(guest -> CellText.clean(guest.node()) + "  ").orElse("") + words(member);
    }

    private static String words(Member member) {
        return switch (member.state()) {
            case READY -> "waiting";
            case RUNNING -> "running" + share(member.fraction()) + " " + member.duration() + " " + member.doing();
            case LOCKED -> "locked, waiting: " + CellText.clean(member.doing());
            case ENDED -> PlainLines.words(member);
        };
    }

    private static String share(OptionalDouble fraction) {
        return fraction.isPresent() ? " " + (int) (fraction.getAsDouble() * 100) + "%" : "";
    }

    private void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(top());
        lines.forEach(line -> text.append(line).append(CLEAR_TO_END).append('\n'));
        if (terminal.draw(text.toString())) {
            drawn = lines.size();
            shown = lines;
        }
    }

    private String top() {
        return drawn == 0 ? below : START_OF_LINE + "\u001b[" + drawn + "A";
    }

    /** Takes the lines away, so that the report stands alone. */
    void clear() {
        leaveWhatStandsAboveAQuestion();
        if (drawn > 0) {
            terminal.err(top() + CLEAR_BELOW);
            drawn = 0;
        }
    }
}
