package io.github.proxmoxtools.cli.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardTest {
    private final FakeTerminal terminal = new FakeTerminal();

    private static Member member(int vmid, String name) {
        return new Member(new About.OfGuest(new GuestAddress(GuestKind.VM, "pve1", vmid, name), false));
    }

    private static Fate failed() {
        return new Fate.Failed(new InvalidCall(FailureKind.REFUSED, "it is \u001b[31mprotected", "", Map.of()));
    }

    @Test
    void aLineForEachGuestIsRedrawnInPlace() {
        Member one = member(100, "web-01");
        Member two = member(7, "");
        Board board = new Board(List.of(one, two), terminal);
        board.look();
        assertEquals("web-01 (100)  pve1  waiting\u001b[K\n7             pve1  waiting\u001b[K\n2 waiting\u001b[K\n",
                terminal.err());
        one.start();
        one.report(new ProgressSink.LogLine("half of it", OptionalDouble.of(0.5)));
        two.end(failed());
        board.look();
        String drawn = terminal.err().substring(terminal.err().indexOf("\r\u001b[3A"));
        assertTrue(drawn.contains("pve1  running 50% 0.0s half of it"), drawn);
        assertTrue(drawn.contains("failed after 0.0s: it is protected\u001b[K\n1 failed, 1 running\u001b[K\n"), drawn);
        board.clear();
        assertTrue(terminal.err().endsWith("\r\u001b[3A\u001b[J"), terminal.err());
    }

    @Test
    void nothingIsDrawnWhereNothingChanged() {
        Board board = new Board(List.of(member(100, "web-01")), terminal);
        board.look();
        int before = terminal.err().length();
        board.look();
        assertEquals(before, terminal.err().length());
    }

    @Test
    void belowAQuestionItIsDrawnAnew() {
        Member one = member(100, "web-01");
        Board board = new Board(List.of(one), terminal);
        board.look();
        terminal.beginAsking("\nStop? ");
        String asked = terminal.err();
        one.start();
        board.look();
        assertEquals(asked, terminal.err());
        terminal.giveUpAsking();
        one.end(failed());
        board.look();
        String below = "\rweb-01 (100)  pve1  failed after 0.0s: it is protected\u001b[K\n1 failed\u001b[K\n";
        assertEquals(asked + below, terminal.err());
        board.clear();
        assertEquals(asked + below + "\r\u001b[2A\u001b[J", terminal.err());
    }

    @Test
    void atAnotherWidthItIsDrawnAnewBelow() {
        Board board = new Board(List.of(member(100, "a-name-that-needs-its-room")), terminal);
        board.look();
        int before = terminal.err().length();
        terminal.showing(24, 40);
        board.look();
        assertEquals("\ra-name-that-needs-its-room (100)  pve1…\u001b[K\n1 waiting\u001b[K\n",
                terminal.err().substring(before));
    }

    @Test
    void whatStandsAboveAQuestionIsNotTakenAway() {
        Board board = new Board(List.of(member(100, "web-01")), terminal);
        board.look();
        terminal.beginAsking("\nStop? ");
        terminal.giveUpAsking();
        board.clear();
        assertTrue(terminal.err().endsWith("Stop? "), terminal.err());
    }

    @Test
    void moreGuestsThanLinesAreASum() {
        List<Member> members = IntStream.range(100, 150).mapToObj(vmid -> member(vmid, "")).toList();
        new Board(members, terminal).look();
        assertEquals("50 waiting\u001b[K\n", terminal.err());
    }
}
