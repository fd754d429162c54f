package io.github.proxmoxtools.tools.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
    private static final Set<String> CATEGORIES = Set.of("validation", "authentication", "not_found", "timeout",
            "network", "server_error", "unknown");
    private static final ToolFailure.CallSite SITE = new ToolFailure.CallSite("POST", "/nodes/pve1/qemu/100/snapshot",
            Optional.of(403));

    @Test
    void codesAreUnique() {
        Set<String> codes = new HashSet<>(Arrays.stream(FailureKind.values()).map(FailureKind::code).toList());
        assertEquals(FailureKind.values().length, codes.size());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void eachRowIsComplete(FailureKind kind) {
        assertTrue(kind.code().matches("[a-z]+(_[a-z]+)*"), kind.code());
        assertTrue(CATEGORIES.contains(kind.category()), kind.category());
        assertTrue(kind.exitCode() >= 1 && kind.exitCode() <= 130, kind + " " + kind.exitCode());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void onlyWhatCannotActTwiceIsRetryable(FailureKind kind) {
        assertEquals(Set.of(FailureKind.LOCKED, FailureKind.TIMEOUT, FailureKind.UNREACHABLE).contains(kind),
                kind.retryable());
    }

    @Test
    void publishedFormHoldsWhatApplies() {
        ToolFailure failure = new ServerFailure(FailureKind.PERMISSION_DENIED, "no", "ask", false, SITE,
                Map.of("vmid", "bad"), Optional.of("/vms/100, VM.Snapshot"), null);
        assertEquals(List.of("error", "category", "code", "guidance", "retryable", "endpoint", "method", "httpStatus",
                "details", "requiredPrivilege"), List.copyOf(failure.toMap().keySet()));
        assertEquals(Map.of("error", "no", "category", "authentication", "code", "permission_denied", "guidance", "ask",
                "retryable", false, "endpoint", "/nodes/pve1/qemu/100/snapshot", "method", "POST", "httpStatus", 403,
                "details", Map.of("vmid", "bad"), "requiredPrivilege", "/vms/100, VM.Snapshot"), failure.toMap());
    }

    @Test
    void publishedFormLeavesOutWhatDoesNotApply() {
        assertEquals(Map.of("error", "no", "category", "validation", "code", "refused", "guidance", "", "retryable",
                false), new Refusal("no", "", Map.of()).toMap());
    }

    @Test
    void argumentIsNamedInTextAndDetails() {
        ToolFailure failure = InvalidCall.missing("vmid");
        assertEquals("vmid: is required", failure.error());
        assertEquals(Map.of("vmid", "is required"), failure.details());
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
    }

    @Test
    void partialTellsDoneFailedAndLeft() {
        ToolFailure reason = new ServerFailure(FailureKind.LOCKED, "locked", "wait", true, SITE, Map.of(),
                Optional.empty(), null);
        PartialFailure failure = new PartialFailure(List.of("one"), "two", List.of("three"), reason);
        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertFalse(failure.retryable(), "the first step would be done twice");
        assertEquals("'two' failed after 1 of 3 steps were done: locked", failure.error());
        assertEquals(Map.of("done", List.of("one"), "failed", "two", "left", List.of("three"), "reason",
                reason.toMap()), failure.details());
        assertEquals(Optional.of(SITE), failure.callSite());
    }
}
