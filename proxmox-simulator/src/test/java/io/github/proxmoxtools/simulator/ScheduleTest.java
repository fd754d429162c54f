package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules are calendar events, as systemd writes them. */
class ScheduleTest {
    /** A Sunday evening. */
    private static final Instant START = Instant.parse("2026-11-22T17:31:25Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"daily|Mon Nov 23 00:00:00 2026, Tue Nov 24 00:00:00 2026",
            "mon..fri 02:30|Mon Nov 23 02:30:00 2026, Tue Nov 24 02:30:00 2026",
            "*/15|Sun Nov 22 17:45:00 2026, Sun Nov 22 18:00:00 2026",
            "sat 03:00|Sat Nov 28 03:00:00 2026, Sat Dec  5 03:00:00 2026",
            "sat,sun 22:00|Sun Nov 22 22:00:00 2026, Sat Nov 28 22:00:00 2026",
            "8..17/3:00|Mon Nov 23 08:00:00 2026, Mon Nov 23 11:00:00 2026",
            "*:10/20|Sun Nov 22 17:50:00 2026, Sun Nov 22 18:10:00 2026",
            "monthly|Tue Dec  1 00:00:00 2026, Fri Jan  1 00:00:00 2027",
            "*-2-29|Tue Feb 29 00:00:00 2028, Sun Feb 29 00:00:00 2032",
            "sat *-1..7 15:00|Sat Dec  5 15:00:00 2026, Sat Jan  2 15:00:00 2027",
            "hourly|Sun Nov 22 18:00:00 2026, Sun Nov 22 19:00:00 2026",
            "17:31:30|Sun Nov 22 17:31:30 2026, Mon Nov 23 17:31:30 2026",
            "wednesday|Wed Nov 25 00:00:00 2026, Wed Dec  2 00:00:00 2026"})
    void theNextTimesAreComputed(String schedule, String expected) throws Exception {
        try (SimulatedApi api = SimulatedApi.of("9.2")) {
            assertEquals(expected,
                    api.list("/cluster/jobs/schedule-analyze", "schedule", schedule, "iterations", "2", "starttime",
                            Long.toString(START.getEpochSecond())).stream().map(row -> row.get("utc").toString())
                            .collect(Collectors.joining(", ")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 2 * * *", "sometimes", "25:00", "sun..mon", "*/0"})
    void whatIsNoCalendarEventIsRefused(String schedule) throws Exception {
        try (SimulatedApi api = SimulatedApi.of("9.2")) {
            assertEquals("400 Parameter verification failed. {schedule=invalid format - invalid calendar event '"
                    + schedule + "' - unable to parse calendar event - unused parts\n}",
                    api.refusal("GET", "/cluster/jobs/schedule-analyze", "schedule", schedule));
        }
    }

    @Test
    void anEventThatIsOverHasNoTimes() throws Exception {
        try (SimulatedApi api = SimulatedApi.of("9.2")) {
            assertEquals(List.of(), api.list("/cluster/jobs/schedule-analyze", "schedule", "2020-01-01"));
            assertEquals(BigInteger.valueOf(START.getEpochSecond() - 85 + 60 + 60),
                    api.list("/cluster/jobs/schedule-analyze", "schedule", "minutely", "starttime",
                            Long.toString(START.getEpochSecond())).getFirst().get("timestamp"));
        }
    }
}
