package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When jobs run: calendar events as systemd has them, not cron. */
final class Schedules {
    /** The parameter of jobs. */
    static final Param<String> SCHEDULE = text("schedule",
            "Calendar event, such as 02:00, sat 03:00, mon..fri 8..17:0/15; not cron.").max(128);

    private Schedules() {}

    /** Refuses a raw schedule that is cron, with the event that means the same, where there is one. */
    static Map<String, @Nullable Object> refuseCron(Map<String, @Nullable Object> raw) {
        if (raw.get(SCHEDULE.name()) instanceof String schedule) {
            CronExpression.of(schedule).ifPresent(cron -> {
                throw InvalidCall.argument(SCHEDULE.name(), "'" + schedule
                        + "' is a cron expression, and Proxmox VE takes calendar events; " + cron.toCalendarEvent()
                                .map(event -> "the equivalent is '" + event + "'")
                                .orElse("this one has no equivalent, perhaps several jobs together do"));
            });
        }
        return raw;
    }
}
