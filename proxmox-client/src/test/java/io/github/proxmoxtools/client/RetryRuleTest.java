package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.RetryRule.Again;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule itself, at its limits; that the client follows it is shown against servers. */
class RetryRuleTest {
    private static final ApiPath CONFIG = ApiPath.parse("/nodes/pve1/qemu/100/config");
    private static final ApiRequest READ = ApiRequest.get(CONFIG);
    private static final ApiRequest WRITE = new ApiRequest(HttpMethod.PUT, CONFIG, List.of());
    private static final ApiRequest LOGIN = new ApiRequest(HttpMethod.POST, TicketAuthentication.PATH, List.of());

    private static ProxmoxException malformed(int status) {
        return new MalformedAnswerException(status, "no JSON", null);
    }

    private static ProxmoxException answered(ApiRequest request, int status) {
        return new ApiException(request.method(), request.path(), status, "why", new ErrorText("why", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"true, NEVER", "false, ELSEWHERE"})
    void aWriteThatMetSilenceMovesOnOnlyIfItHadNotLeft(boolean mayHaveBeenTaken, Again expected) {
        ProxmoxException late = new AnswerTimeoutException("late", mayHaveBeenTaken, null);
        assertEquals(expected, RetryRule.judge(WRITE, late));
        assertEquals(Again.ELSEWHERE, RetryRule.judge(READ, late));
        assertEquals(mayHaveBeenTaken, RetryRule.leavesOutcomeUnknown(WRITE, late));
    }

    @ParameterizedTest
    @CsvSource({"true, NEVER", "false, ANYWHERE"})
    void aWriteThatLostItsConnectionIsSentAgainOnlyIfItHadNotLeft(boolean mayHaveBeenTaken, Again expected) {
        ProxmoxException lost = new ConnectionLostException("lost", mayHaveBeenTaken, null);
        assertEquals(expected, RetryRule.judge(WRITE, lost));
        assertEquals(Again.ANYWHERE, RetryRule.judge(READ, lost));
        assertEquals(mayHaveBeenTaken, RetryRule.leavesOutcomeUnknown(WRITE, lost));
    }

    @ParameterizedTest
    @CsvSource({"200, true, NEVER", "299, true, NEVER", "300, false, NEVER", "399, false, NEVER", "400, true, NEVER",
            "501, true, NEVER", "502, true, ANYWHERE", "504, true, ANYWHERE", "505, true, NEVER"})
    void nonsenseMayStandForAnyAnswerButARedirect(int status, boolean unknown, Again read) {
        assertEquals(unknown, RetryRule.leavesOutcomeUnknown(WRITE, malformed(status)));
        assertEquals(Again.NEVER, RetryRule.judge(WRITE, malformed(status)));
        assertEquals(read, RetryRule.judge(READ, malformed(status)));
    }

    @ParameterizedTest
    @CsvSource({"500, false, NEVER", "501, false, NEVER", "502, true, ANYWHERE", "504, true, ANYWHERE",
            "505, false, NEVER", "594, false, NEVER", "595, false, ANYWHERE", "596, true, ANYWHERE",
            "599, true, ANYWHERE", "600, false, NEVER"})
    void whoPassedAWriteOnMayNotHaveHeardTheAnswer(int status, boolean unknown, Again read) {
        assertEquals(unknown, RetryRule.leavesOutcomeUnknown(WRITE, answered(WRITE, status)));
        assertEquals(read, RetryRule.judge(READ, answered(READ, status)));
    }

    @Test
    void readsAndLoginsLeaveNothingUnknown() {
        assertFalse(RetryRule.leavesOutcomeUnknown(READ, malformed(200)));
        assertFalse(RetryRule.leavesOutcomeUnknown(LOGIN, malformed(200)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            /nodes/pve1/qemu/100           | true
                                            /nodes/pve1/lxc/100/status     | true
                                            /nodes/pve1/qemu               | false
                                            /nodes/pve1/storage/100        | false
                                            /cluster/qemu/qemu/100         | false
                                            """)
    void onlyAGuestRefusesForItsOwnLock(String path, boolean expected) {
        assertEquals(expected,
                RetryRule.provesNothingTaken(HttpMethod.POST, ApiPath.parse(path), "VM is locked (backup)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            qmstart    | can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout      | true
                                            vzshutdown | can't lock file '/run/lock/lxc/pve-config-100.lock' - got timeout        | true
                                            qmstop     | VM is locked (backup)                                                    | true
                                            vzstart    | CT is locked (mounted)                                                   | true
                                            qmstart    | can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout      | false
                                            qmstart    | can't lock file '/var/lock/pve-manager/pve-storage-local' - got timeout  | false
                                            qmstart    | start failed: VM is locked (backup)                                      | false
                                            qmrestore  | VM is locked (create)                                                    | false
                                            qmclone    | can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout      | false
                                            """)
    void onlyATaskThatTurnsAGuestOnOrOffProvesThatItDidNothing(String type, String exitText, boolean expected) {
        Upid task = Upid.parse("UPID:pve1:0000013C:0003AA5D:6B032567:" + type + ":100:ci@pve!test:");
        assertEquals(expected, RetryRule.provesNothingDone(task, exitText));
    }

    @Test
    void pausesGrowTwofoldUpToTheLongest() {
        List<Long> pauses = IntStream.range(0, 6)
                .mapToObj(repetition -> Retries.standard().pause(repetition, Patience.NO_CHANCE).toMillis()).toList();
        assertEquals(List.of(200L, 400L, 800L, 1600L, 2000L, 2000L), pauses);
    }

    @Test
    void noRepetitionAndPausesOfOneLengthAreChoicesToo() {
        Duration second = Duration.ofSeconds(1);
        assertAll(() -> new Retries(0, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                () -> new Retries(1, second, second, second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1 PT1S PT1S PT1S", "1 -PT1S PT1S PT1S", "1 PT2S PT1S PT1S", "1 PT1S PT1S -PT1S"})
    void whatIsNegativeOrUpsideDownIsRefused(String components) {
        String[] parts = components.split(" ");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new Retries(Integer.parseInt(parts[0]), Duration.parse(parts[1]), Duration.parse(parts[2]),
                        Duration.parse(parts[3])));
        assertTrue(refused.getMessage().contains("must not be negative"));
    }
}
