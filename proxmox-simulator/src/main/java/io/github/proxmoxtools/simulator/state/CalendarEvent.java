package io.github.proxmoxtools.simulator.state;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When something happens again and again, written as systemd's calendar events are. */
public final class CalendarEvent {
    private static final Map<String, String> WORDS = Map.of("minutely", "*:*", "hourly", "*:00", "daily", "00:00",
            "weekly", "mon 00:00", "monthly", "*-*-1 00:00", "yearly", "*-01-01 00:00", "annually", "*-01-01 00:00",
            "quarterly", "*-01,04,07,10-01 00:00", "semiannually", "*-01,07-01 00:00", "semi-annually",
            "*-01,07-01 00:00");
    private static final List<String> DAYS = List.of("monday", "tuesday", "wednesday", "thursday", "friday",
            "saturday", "sunday");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;
    /** Leap days come again within eight years, and on a given day of the week within forty. */
    private static final int DAYS_AHEAD = 15_000;

    private final BitSet weekdays;
    private final BitSet years;
    private final BitSet months;
    private final BitSet days;
    private final BitSet hours;
    private final BitSet minutes;
    private final BitSet seconds;

    private CalendarEvent(String weekdays, String[] date, String[] time) throws NumberFormatException {
        this.weekdays = weekdays.isEmpty() ? numbers("*", 0, 6) : namedDays(weekdays);
        this.years = numbers(date[0], FIRST_YEAR, LAST_YEAR);
        this.months = numbers(date[1], 1, 12);
        this.days = numbers(date[2], 1, 31);
        this.hours = numbers(time[0], 0, 23);
        this.minutes = numbers(time[1], 0, 59);
        this.seconds = numbers(time[2], 0, 59);
    }

    /**
     * Reads an event.
     *
     * @param text such as {@code mon..fri 02:30}
     * @return the event, empty when the text is none
     */
    public static Optional<CalendarEvent> parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Deque<String> parts = new ArrayDeque<>(List.of(WORDS.getOrDefault(plain, plain).split("\\s+")));
        try {
            String weekdays = Character.isLetter(first(parts).codePointAt(0)) ? parts.remove() : "";
            String[] date = first(parts).contains("-") ? date(parts.remove()) : new String[]{"*", "*", "*"};
            String[] time = parts.isEmpty() ? new String[]{"0", "0", "0"} : time(parts.remove());
            return parts.isEmpty() ? Optional.of(new CalendarEvent(weekdays, date, time)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Computes when it happens next.
     *
     * @param after the time after which it is looked for
     * @return the time, empty when it never happens again
     */
    public Optional<Instant> next(Instant after) {
        ZonedDateTime earliest = Instant.ofEpochSecond(after.getEpochSecond()).atZone(ZoneOffset.UTC).plusSeconds(1);
        LocalTime from = earliest.toLocalTime();
        LocalDate day = earliest.toLocalDate();
        for (int i = 0; i < DAYS_AHEAD; i++) {
            Optional<LocalTime> time = matches(day) ? nextTime(from) : Optional.empty();
            if (time.isPresent()) {
                return Optional.of(day.atTime(time.get()).toInstant(ZoneOffset.UTC));
            }
            day = day.plusDays(1);
            from = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate day) {
        return years.get(day.getYear()) && months.get(day.getMonthValue()) && days.get(day.getDayOfMonth())
                && weekdays.get(day.getDayOfWeek().getValue() - 1);
    }

    private Optional<LocalTime> nextTime(LocalTime from) {
        int hour = hours.nextSetBit(from.getHour());
        int minuteFrom = hour == from.getHour() ? from.getMinute() : 0;
        while (hour >= 0) {
            int minute = minutes.nextSetBit(minuteFrom);
            while (minute >= 0) {
                boolean isNow = hour == from.getHour() && minute == from.getMinute();
                int second = seconds.nextSetBit(isNow ? from.getSecond() : 0);
                if (second >= 0) {
                    return Optional.of(LocalTime.of(hour, minute, second));
                }
                minute = minutes.nextSetBit(minute + 1);
            }
            hour = hours.nextSetBit(hour + 1);
            minuteFrom = 0;
        }
        return Optional.empty();
    }

    private static String first(Deque<String> parts) {
        String first = parts.peek();
        return first == null || first.isEmpty() ? "*" : first;
    }

    private static String[] date(String text) {
        String[] parts = text.split("-", -1);
        return switch (parts.length) {
            case 2 -> new String[]{"*", parts[0], parts[1]};
            case 3 -> parts;
            default -> throw new NumberFormatException(text);
        };
    }

    /** A time without a colon is one of minutes, in every hour. */
    private static String[] time(String text) {
        String[] parts = text.split(":", -1);
        return switch (parts.length) {
            case 1 -> new String[]{"*", parts[0], "0"};
            case 2 -> new String[]{parts[0], parts[1], "0"};
            case 3 -> parts;
            default -> throw new NumberFormatException(text);
        };
    }

    private static BitSet numbers(String list, int minimum, int maximum) {
        var numbers = new BitSet();
        for (String element : list.split(",", -1)) {
            String[] steps = element.split("/", -1);
            String[] ends = steps[0].equals("*")
                    ? new String[]{Integer.toString(minimum), Integer.toString(maximum)}
                    : steps[0].split("\\.\\.", -1);
            int first = number(ends[0], minimum, maximum);
            int last = ends.length > 1 ? number(ends[1], first, maximum) : steps.length > 1 ? maximum : first;
            int step = steps.length > 1 ? number(steps[1], 1, maximum) : 1;
            if (ends.length > 2 || steps.length > 2) {
                throw new NumberFormatException(element);
            }
            for (int i = first; i <= last; i += step) {
                numbers.set(i);
            }
        }
        return numbers;
    }

    private static int number(String text, int minimum, int maximum) {
        int number = Integer.parseInt(text);
        if (number < minimum || number > maximum) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    private static BitSet namedDays(String list) {
        var days = new BitSet();
        for (String element : list.split(",", -1)) {
            String[] ends = element.split("\\.\\.", -1);
            int first = day(ends[0]);
            int last = ends.length > 1 ? day(ends[1]) : first;
            if (ends.length > 2 || last < first) {
                throw new NumberFormatException(element);
            }
            days.set(first, last + 1);
        }
        return days;
    }

    private static int day(String name) {
        for (int i = 0; i < DAYS.size(); i++) {
            if (DAYS.get(i).equals(name) || DAYS.get(i).substring(0, 3).equals(name)) {
                return i;
            }
        }
        throw new NumberFormatException(name);
    }
}
