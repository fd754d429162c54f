package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.index.ApiIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which task is taken for that of a lost write; the write was sent 10 seconds before the node's time is asked. */
class TaskSearchTest {
    private static final String USER = "ci@pve!test";
    private static final long NOW = 1_800_000_000L;
    private static final ApiRequest START = ApiRequest.post(ApiPath.parse("/nodes/pve1/qemu/100/status/start"));

    private final Patience time = new Patience();
    private final Launches launches = new Launches();
    private final List<ApiRequest> asked = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private Function<ApiRequest, ApiAnswer> server = this::answer;

    private static String task(String node, int secondsAgo, String type, String id, String user) {
        return String.format("UPID:%s:0000013C:0003AA5D:%08X:%s:%s:%s:", node, NOW - secondsAgo, type, id, user);
    }

    private static String started(int secondsAgo) {
        return task("pve1", secondsAgo, "qmstart", "100", USER);
    }

    private ApiAnswer answer(ApiRequest request) {
        asked.add(request);
        Object data = request.path().toString().endsWith("/time")
                ? Map.of("time", NOW)
                : listed.stream().map(upid -> Map.of("upid", upid)).toList();
        return new ApiAnswer(200, "OK", data, Map.of());
    }

    private TaskSearch.Finding find(ApiRequest request, Launches.Launch launch) {
        long sentAt = time.nanoTime() - Duration.ofSeconds(10).toNanos();
        return new TaskSearch(read -> server.apply(read), USER, time).find(StartingCall.of(request).orElseThrow(),
                launch,
                sentAt, Deadline.of(Duration.ofSeconds(15), time));
    }

    private TaskSearch.Finding find() {
        try (Launches.Launch launch = launches.begin(START).orElseThrow()) {
            return find(START, launch);
        }
    }

    @Test
    void theOneThatFitsIsFoundAmongOthers() {
        listed.addAll(List.of(started(5), task("pve1", 5, "qmstart", "101", USER),
                task("pve1", 5, "qmstop", "100", USER), task("pve1", 5, "qmstart", "100", "ci@pve!other"),
                task("pve1", 5, "qmstart", "100", "ci@pve"), task("pve2", 5, "qmstart", "100", USER), started(13)));
        assertEquals(started(5), String.valueOf(find().task()));
        assertEquals(List.of(), time.pauses(), "nothing to wait for");
        assertTrue(asked.get(1).parameters().contains(Parameter.of("since", Long.toString(NOW - 12))));
        assertTrue(asked.get(1).parameters().contains(Parameter.of("source", "all")));
    }

    @Test
    void aGuestOfTheHaManagerHasAnotherType() {
        listed.add(task("pve1", 8, "hastart", "100", USER));
        assertEquals(listed.get(0), String.valueOf(find().task()));
    }

    @Test
    void aTaskMayAppearLate() {
        server = request -> {
            if (time.pauses().size() == 4) {
                listed.add(started(0));
            }
            return answer(request);
        };
        assertEquals(started(0), String.valueOf(find().task()));
    }

    @Test
    void severalThatFitAreNamedAndNoneIsTaken() {
        listed.addAll(List.of(started(5), started(4)));
        TaskSearch.Finding finding = find();
        assertNull(finding.task());
        assertEquals(2, finding.candidates().size());
    }

    @Test
    void noneIsFoundWithinThePatience() {
        assertNull(find().task());
        Duration waited = time.pauses().stream().reduce(Duration.ZERO, Duration::plus);
        assertTrue(waited.compareTo(Duration.ofSeconds(15)) <= 0, waited::toString);
        assertTrue(waited.compareTo(Duration.ofSeconds(10)) > 0, waited::toString);
    }

    @Test
    void aTaskThatAnotherCallWasAnsweredWithIsNotTaken() {
        try (Launches.Launch other = launches.begin(START).orElseThrow()) {
            other.answered(started(6));
        }
        listed.addAll(List.of(started(6), started(5)));
        assertEquals(started(5), String.valueOf(find().task()));
        assertNull(find().task(), "nor is one that was found before");
    }

    @Test
    void twoLostCallsDoNotShareATask() {
        listed.add(started(5));
        try (Launches.Launch other = launches.begin(START).orElseThrow()) {
            TaskSearch.Finding finding = find();
            assertNull(finding.task());
            assertEquals(1, finding.candidates().size());
            other.answered(null);
        }
        assertEquals(started(5), String.valueOf(find().task()));
    }

    @Test
    void anotherCallOfAnotherKindDoesNotMatter() {
        listed.add(started(5));
        ApiRequest stop = ApiRequest.post(ApiPath.parse("/nodes/pve1/qemu/100/status/stop"));
        try (Launches.Launch other = launches.begin(stop).orElseThrow()) {
            assertEquals(started(5), String.valueOf(find().task()));
            other.answered(null);
        }
    }

    @Test
    void aNodeThatIsAwayForAWhileIsAskedAgain() {
        listed.add(started(5));
        server = request -> {
            if (time.pauses().size() < 3) {
                throw new ConnectionLostException("away", true, null);
            }
            return answer(request);
        };
        assertEquals(started(5), String.valueOf(find().task()));
    }

    @Test
    void whoMayNotAskTheTimeFindsNothingAndDoesNotWait() {
        server = request -> {
            throw new ApiException(HttpMethod.GET, request.path(), 403, "", new ErrorText("Permission check failed",
                    Map.of()));
        };
        assertNull(find().task());
        assertEquals(List.of(), time.pauses());
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /nodes/pve1/storage/data1/content/x, imgdel, 200@data1, true",
            "DELETE, /nodes/pve1/storage/data1/content/x, imgdel, data1, true",
            "DELETE, /nodes/pve1/storage/data1/content/x, imgdel, data2, false",
            "POST, /nodes/pve1/storage/data1/upload, imgcopy, '', true",
            "POST, /nodes/pve1/storage/data1/upload, imgcopy, x, false",
            "POST, /nodes/pve1/vzdump, vzdump, '', true", "POST, /nodes/pve1/vzdump, vzdump, 100, false",
            "PUT, /nodes/pve1/qemu/7/resize, resize, 7, true",
            "POST, /nodes/pve1/services/ssh/restart, srvrestart, ssh, true",
            "POST, /nodes/pve1/services/ssh/restart, srvrestart, cron, false"})
    void eachCallKnowsTheIdOfItsTask(HttpMethod method, String path, String type, String id, boolean fits) {
        ApiRequest request = new ApiRequest(method, ApiPath.parse(path), List.of());
        Upid seen = Upid.parse(task("pve1", 1, type, id, USER));
        assertEquals(fits, StartingCall.of(request).orElseThrow().mayHaveStarted(seen));
    }

    @Test
    void aBackupIsKnownByItsOnlyGuest() {
        ApiPath path = ApiPath.parse("/nodes/pve1/vzdump");
        Upid one = Upid.parse(task("pve1", 1, "vzdump", "100", USER));
        Upid several = Upid.parse(task("pve1", 1, "vzdump", "", USER));
        StartingCall ofOne = StartingCall.of(ApiRequest.post(path, Parameter.of("vmid", "100"))).orElseThrow();
        StartingCall ofTwo = StartingCall.of(ApiRequest.post(path, Parameter.of("vmid", "100,101"))).orElseThrow();
        assertTrue(ofOne.mayHaveStarted(one) && !ofOne.mayHaveStarted(several));
        assertTrue(ofTwo.mayHaveStarted(several) && !ofTwo.mayHaveStarted(one));
    }

    @Test
    void aNewGuestIsKnownByTheNumberThatWasAskedFor() {
        ApiRequest create = ApiRequest.post(ApiPath.parse("/nodes/pve1/qemu"), Parameter.of("vmid", "105"));
        StartingCall call = StartingCall.of(create).orElseThrow();
        assertTrue(call.mayHaveStarted(Upid.parse(task("pve1", 1, "qmcreate", "105", USER))));
        assertFalse(call.mayHaveStarted(Upid.parse(task("pve1", 1, "qmcreate", "106", USER))));
    }

    @Test
    void everyCallOfTheTableIsOneOfTheApi() {
        ApiIndex index = ApiIndex.nearest("9.2");
        assertTrue(StartingCall.calls().size() > 50);
        for (String call : StartingCall.calls()) {
            String[] parts = call.split(" ");
            assertTrue(index.method(parts[0], parts[1]).isPresent(), call);
        }
    }
}
