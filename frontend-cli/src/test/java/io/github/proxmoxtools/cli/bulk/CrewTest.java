package io.github.proxmoxtools.cli.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.cluster.Unsent;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final Fate GOOD = new Fate.Planned();
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Long> tried = Collections.synchronizedList(new ArrayList<>());

    private static List<Member> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Member(
                        new About.OfGuest(new GuestAddress(GuestKind.VM, "pve1", 100 + i, "g" + i), false)))
                .toList();
    }

    private static TaskFailure failure(FailureKind kind, boolean retryable) {
        return new TaskFailure(kind, "it is so", "", retryable, Optional.empty(), Map.of());
    }

    private static FailureKind kind(Member member) {
        return assertInstanceOf(Fate.Failed.class, member.end()).failure().kind();
    }

    @Test
    void asManyAsAllowedRunAtOnceAndNoMore() {
        CyclicBarrier full = new CyclicBarrier(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Member> members = members(9);
        new Crew(members, 3, Duration.ZERO, false, () -> false).run(member -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            await(full);
            running.decrementAndGet();
            return GOOD;
        }, Crew.Watcher.NONE);
        assertEquals(3, most.get());
        members.forEach(member -> assertEquals(GOOD, member.end()));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("they do not run at once", e);
        }
    }

    @Test
    void noneIsStartedOnceItIsToEnd() {
        List<Member> members = members(3);
        new Crew(members, 1, Duration.ZERO, false, () -> !tried.isEmpty()).run(member -> {
            tried.add(member.guest().orElseThrow().vmid());
            throw failure(FailureKind.TASK_FAILED, false);
        }, Crew.Watcher.NONE);
        assertEquals(List.of(100L), tried);
        assertInstanceOf(Fate.NotStarted.class, members.get(1).end());
        assertInstanceOf(Fate.NotStarted.class, members.get(2).end());
    }

    @Test
    void lockedGuestIsNotWaitedForOnceItIsToEnd() {
        List<Member> members = members(1);
        new Crew(members, 1, LONG, false, () -> !tried.isEmpty()).run(member -> {
            tried.add(member.guest().orElseThrow().vmid());
            throw failure(FailureKind.LOCKED, true);
        }, Crew.Watcher.NONE);
        assertEquals(List.of(100L), tried);
        assertEquals(FailureKind.LOCKED, kind(members.get(0)));
    }

    @Test
    void afterTheFirstFailureNoneIsStarted() {
        List<Member> members = members(3);
        new Crew(members, 1, Duration.ZERO, true, () -> false).run(member -> {
            tried.add(member.guest().orElseThrow().vmid());
            throw failure(FailureKind.TASK_FAILED, false);
        }, Crew.Watcher.NONE);
        assertEquals(List.of(100L), tried);
        assertEquals(FailureKind.TASK_FAILED, kind(members.get(0)));
        Fate.NotStarted second = assertInstanceOf(Fate.NotStarted.class, members.get(1).end());
        assertTrue(second.reason().error().contains("g0 (100) failed"), second.reason().error());
        assertInstanceOf(Fate.NotStarted.class, members.get(2).end());
    }

    @Test
    void withoutFailFastAFailureStopsNobody() {
        List<Member> members = members(3);
        new Crew(members, 1, Duration.ZERO, false, () -> false).run(member -> {
            tried.add(member.guest().orElseThrow().vmid());
            throw failure(FailureKind.TASK_FAILED, false);
        }, Crew.Watcher.NONE);
        assertEquals(List.of(100L, 101L, 102L), tried);
    }

    @Test
    void lockedGuestGivesItsPlaceAwayAndIsTriedAgain() {
        List<Member> members = members(2);
        new Crew(members, 1, LONG, false, () -> false).run(member -> {
            tried.add(member.guest().orElseThrow().vmid());
            if (tried.equals(List.of(100L))) {
                throw failure(FailureKind.LOCKED, true);
            }
            return GOOD;
        }, Crew.Watcher.NONE);
        assertEquals(List.of(100L, 101L, 100L), tried);
        members.forEach(member -> assertEquals(GOOD, member.end()));
    }

    @Test
    void lockThatStaysIsAFailureInTheEnd() {
        List<Member> members = members(1);
        new Crew(members, 1, Duration.ofMillis(100), false, () -> false).run(member -> {
            tried.add(member.guest().orElseThrow().vmid());
            throw failure(FailureKind.LOCKED, true);
        }, Crew.Watcher.NONE);
        assertEquals(FailureKind.LOCKED, kind(members.get(0)));
        assertEquals(List.of(100L, 100L), tried);
    }

    @Test
    void whatMayHaveActedIsNotSentAgain() {
        for (TaskFailure failure : List.of(failure(FailureKind.LOCKED, false), failure(FailureKind.OUTCOME_UNKNOWN,
                false), failure(FailureKind.UNREACHABLE, true))) {
            tried.clear();
            new Crew(members(1), 1, LONG, false, () -> false).run(member -> {
                tried.add(member.guest().orElseThrow().vmid());
                throw failure;
            }, Crew.Watcher.NONE);
            assertEquals(List.of(100L), tried);
        }
    }

    @Test
    void lockedGuestIsLeftLockedWhereAnotherFailed() {
        List<Member> members = members(2);
        new Crew(members, 1, LONG, true, () -> false).run(member -> {
            throw failure(member == members.get(0) ? FailureKind.LOCKED : FailureKind.TASK_FAILED,
                    member == members.get(0));
        }, Crew.Watcher.NONE);
        assertEquals(FailureKind.LOCKED, kind(members.get(0)));
        assertEquals(FailureKind.TASK_FAILED, kind(members.get(1)));
    }

    @Test
    void whoIsToldToEndStartsNoMore() {
        List<Member> members = members(3);
        AtomicBoolean ended = new AtomicBoolean();
        new Crew(members, 1, LONG, false, ended::get).run(member -> {
            tried.add(member.guest().orElseThrow().vmid());
            if (member == members.get(0)) {
                throw failure(FailureKind.LOCKED, true);
            }
            ended.set(true);
            return GOOD;
        }, Crew.Watcher.NONE);
        assertEquals(List.of(100L, 101L), tried);
        assertEquals(FailureKind.LOCKED, kind(members.get(0)));
        assertEquals(GOOD, members.get(1).end());
        Fate.NotStarted last = assertInstanceOf(Fate.NotStarted.class, members.get(2).end());
        assertEquals("Not started, because of the interruption", last.reason().error());
    }

    @Test
    void whatWasNeverSentWasNotStarted() {
        List<Member> members = members(1);
        new Crew(members, 1, LONG, false, () -> false).run(member -> {
            throw Unsent.failure();
        }, Crew.Watcher.NONE);
        assertInstanceOf(Fate.NotStarted.class, members.get(0).end());
    }

    @Test
    void mistakeWithOneGuestHidesNoOther() {
        List<Member> members = members(2);
        new Crew(members, 1, LONG, false, () -> false).run(member -> {
            if (member == members.get(0)) {
                throw new IllegalStateException("oops");
            }
            return GOOD;
        }, Crew.Watcher.NONE);
        assertEquals(FailureKind.INTERNAL, kind(members.get(0)));
        Fate.Failed failed = assertInstanceOf(Fate.Failed.class, members.get(0).end());
        assertEquals("oops", failed.failure().getSuppressed()[0].getMessage());
        assertEquals(GOOD, members.get(1).end());
    }
}
