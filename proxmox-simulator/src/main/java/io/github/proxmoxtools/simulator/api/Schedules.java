package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.CalendarEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Schedules of jobs. */
final class Schedules {
    private static final DateTimeFormatter PERL = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int ITERATIONS = 10;

    private Schedules() {}

    /** Refuses a schedule that is none; what cron takes is none either. */
    static void verify(Call call) {
        call.params().find("schedule").ifPresent(Schedules::require);
    }

    static Optional<Long> next(Call call, String schedule) {
        return CalendarEvent.parse(schedule).flatMap(event -> event.next(call.now())).map(Instant::getEpochSecond);
    }

    static Object analyze(Call call) {
        CalendarEvent event = require(call.params().get("schedule"));
        Instant time = call.params().has("starttime")
                ? Instant.ofEpochSecond(call.params().number("starttime", 0))
                : call.now();
        List<Object> runs = new ArrayList<>();
        for (long i = call.params().number("iterations", ITERATIONS); i > 0; i--) {
            Optional<Instant> next = event.next(time);
            if (next.isEmpty()) {
                break;
            }
            time = next.get();
            runs.add(new Row().with("timestamp", time.getEpochSecond()).with("utc", PERL.format(time)).fields());
        }
        return runs;
    }

    /** A time as Perl prints it. */
    static String perlTime(Instant time) {
        return PERL.format(time);
    }

    private static CalendarEvent require(String schedule) {
        return CalendarEvent.parse(schedule)
                .orElseThrow(() -> ApiError.parameter("schedule", "invalid format - invalid calendar event '" + schedule
                        + "' - unable to parse calendar event - unused parts\n"));
    }
}
