package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.state.CalendarEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    private static final Instant SUNDAY = Instant.parse("2026-02-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            0 2 * * *          | 02:00
                                            */15 * * * *       | *:00/15
                                            30 3 * * 6         | sat 03:30
                                            30 3 * * 0         | sun 03:30
                                            30 3 * * 7         | sun 03:30
                                            0 22 * * 1-5       | mon..fri 22:00
                                            0 22 * * MON,WED   | mon,wed 22:00
                                            0 22 * * sat,sun   | sat,sun 22:00
                                            0 8-17 * * *       | 08..17:00
                                            0,30 */2 * * *     | 00/2:00,30
                                            5 4 1 * *          | *-*-01 04:05
                                            5 4 1,15 jan-mar * | *-01..03-01,15 04:05
                                            0 3 * 6 *          | *-06-* 03:00
                                            0 3 1-31 * 1       | 03:00
                                            0 3 1 * 0-6        | 03:00
                                            0 3 */2 * 1        | mon *-*-01/2 03:00
                                            10-50/20 1 * * *   | 01:10/20
                                            * * * * *          | *:*
                                            @daily             | 00:00
                                            @weekly            | sun 00:00
                                            @monthly           | *-*-01 00:00
                                            @yearly            | *-01-01 00:00
                                            """)
    void writesTheEquivalentEvent(String cron, String event) {
        assertEquals(Optional.of(event), CronExpression.of(cron).orElseThrow().toCalendarEvent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 3 1 * 1", "@reboot", "0 25 * * *", "0 3 32 * *", "a b c d e", "0 3 5-2 * *",
            "0 3 * * */0", "99999999999 1 * * *"})
    void knowsWhatHasNone(String cron) {
        assertEquals(Optional.empty(), CronExpression.of(cron).orElseThrow().toCalendarEvent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"02:00", "sat 03:00", "*/15", "mon..fri 2026-01-01 8..17:0/15", "daily", "", "0 2 * *"})
    void leavesCalendarEventsAlone(String event) {
        assertTrue(CronExpression.of(event).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 2 * * *", "*/20 5-7 * * *", "30 3 * * 0", "0 12 * * 2-4", "15 0 10-12 * *",
            "0 0 */9 * *", "45 23 * * sat,mon", "0 6 * 2 */3"})
    void happensAtTheSameTimes(String cron) {
        String event = CronExpression.of(cron).orElseThrow().toCalendarEvent().orElseThrow();
        CalendarEvent parsed = CalendarEvent.parse(event).orElseThrow();
        List<Instant> expected = new ArrayList<>();
        List<Instant> actual = new ArrayList<>();
        for (Instant time = SUNDAY; expected.size() < 40; time = time.plus(Duration.ofMinutes(1))) {
            if (fires(cron.split(" ", -1), time.atZone(ZoneOffset.UTC))) {
                expected.add(time);
            }
        }
        for (Instant time = SUNDAY.minusSeconds(1); actual.size() < 40;) {
            time = parsed.next(time).orElseThrow();
            actual.add(time);
        }
        assertEquals(expected, actual, event);
    }

    /** Cron by definition, for the forms used above. */
    private static boolean fires(String[] fields, ZonedDateTime time) {
        return fits(fields[0], time.getMinute(), 0) && fits(fields[1], time.getHour(), 0)
                && fits(fields[2], time.getDayOfMonth(), 1) && fits(fields[3], time.getMonthValue(), 1)
                && fits(fields[4].replace("sat", "6").replace("mon", "1"), time.getDayOfWeek().getValue() % 7, 0);
    }

    private static boolean fits(String field, int value, int least) {
        for (String element : field.split(",", -1)) {
            String[] steps = element.split("/", -1);
            String[] ends = steps[0].split("-", -1);
            boolean all = steps[0].equals("*");
            int first = all ? least : Integer.parseInt(ends[0]);
            int last = all ? Integer.MAX_VALUE : Integer.parseInt(ends[ends.length - 1]);
            int step = steps.length > 1 ? Integer.parseInt(steps[1]) : 1;
            if (value >= first && value <= last && (value - first) % step == 0) {
                return true;
            }
        }
        return false;
    }
}
