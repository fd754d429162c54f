package io.github.proxmoxtools.tools.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A schedule as cron writes it, for those who mean it where Proxmox VE wants a calendar event.
 *
 * <p>Cron joins day of the month and day of the week by or, a calendar event by and: what restricts both has no
 * equivalent.
 */
final class CronExpression {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern ELEMENT = Pattern.compile("(\\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:/(\\d{1,3}))?");
    private static final int FIELDS = 5;
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct", "nov", "dec");
    /** Weeks of cron begin with Sunday, those of calendar events with Monday. */
    private static final Map<String, String> WORDS = Map.of("@hourly", "0 * * * *", "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *", "@weekly", "0 0 * * 0", "@monthly", "0 0 1 * *", "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private final String[] fields;

    private CronExpression(String[] fields) {
        this.fields = fields;
    }

    /** Reads a text that looks like cron: five fields, or a word such as {@code @daily}. */
    static Optional<CronExpression> of(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        String[] fields = BLANKS.split(WORDS.getOrDefault(plain, plain));
        return plain.startsWith("@") || fields.length == FIELDS
                ? Optional.of(new CronExpression(fields))
                : Optional.empty();
    }

    /** The calendar event that happens at the same times, where there is one. */
    Optional<String> toCalendarEvent() {
        try {
            return fields.length == FIELDS ? event() : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // it only looked like cron
        }
    }

    private Optional<String> event() {
        var minutes = numbers(fields[0], 0, 59, List.of());
        var hours = numbers(fields[1], 0, 23, List.of());
        var days = numbers(fields[2], 1, 31, List.of());
        var months = numbers(fields[3], 1, 12, MONTHS);
        var weekdays = numbers(fields[4], 0, 7, DAYS);
        if (weekdays.remove(7)) {
            weekdays.add(0);
        }
        boolean everyDay = days.size() == 31;
        boolean everyWeekday = weekdays.size() == 7;
        // A field that begins with a star is joined by and in cron, too.
        boolean either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        if (either && !everyDay && !everyWeekday) {
            return Optional.empty();
        }
        boolean anyDay = either && (everyDay || everyWeekday);
        String week = anyDay || everyWeekday ? "" : weekdays(weekdays) + " ";
        String date = (anyDay || everyDay) && months.size() == 12
                ? ""
                : "*-" + written(months, 1, 12) + "-" + (anyDay ? "*" : written(days, 1, 31)) + " ";
        return Optional.of(week + date + written(hours, 0, 23) + ":" + written(minutes, 0, 59));
    }

    private static NavigableSet<Integer> numbers(String field, int least, int most, List<String> names) {
        var numbers = new TreeSet<Integer>();
        for (String element : field.split(",", -1)) {
            var matcher = ELEMENT.matcher(element);
            if (!matcher.matches()) {
                throw new NumberFormatException(element);
            }
            boolean all = matcher.group(1).equals("*");
            int first = all ? least : number(matcher.group(1), least, most, names);
            boolean open = all || (matcher.group(2) == null && matcher.group(3) != null);
            int last = open ? most : matcher.group(2) == null ? first : number(matcher.group(2), first, most, names);
            int step = matcher.group(3) == null ? 1 : number(matcher.group(3), 1, Integer.MAX_VALUE, List.of());
            for (long number = first; number <= last; number += step) {
                numbers.add((int) number);
            }
        }
        return numbers;
    }

    private static int number(String text, int least, int most, List<String> names) {
        int named = names.indexOf(text);
        int number = named >= 0 ? named + (names.equals(MONTHS) ? 1 : 0) : Integer.parseInt(text);
        if (number < least || number > most) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /** The shortest of: everything, every n-th, ranges and single numbers. */
    private static String written(NavigableSet<Integer> numbers, int least, int most) {
        if (numbers.size() == most - least + 1) {
            return "*";
        }
        int first = numbers.first();
        Integer second = numbers.higher(first);
        boolean repeats = numbers.size() > 2 && second != null
                && numbers.equals(everyNth(first, second - first, most)) && second - first > 1;
        if (repeats) {
            return digits(first) + "/" + (second - first);
        }
        var text = new StringBuilder();
        for (Integer start = first; start != null; start = numbers.higher(start)) {
            int end = start;
            while (numbers.contains(end + 1)) {
                end++;
            }
            text.append(text.isEmpty() ? "" : ",").append(digits(start));
            if (end > start) {
                text.append(end > start + 1 ? ".." : ",").append(digits(end));
            }
            start = end;
        }
        return text.toString();
    }

    private static String digits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static NavigableSet<Integer> everyNth(int first, int step, int most) {
        var numbers = new TreeSet<Integer>();
        for (int number = first; number <= most; number += step) {
            numbers.add(number);
        }
        return numbers;
    }

    private static String weekdays(NavigableSet<Integer> numbers) {
        var fromMonday = new TreeSet<Integer>();
        numbers.forEach(number -> fromMonday.add((number + 6) % 7));
        int first = fromMonday.first();
        int last = fromMonday.last();
        if (last - first + 1 == fromMonday.size() && last - first > 1) {
            return day(first) + ".." + day(last);
        }
        return String.join(",", fromMonday.stream().map(CronExpression::day).toList());
    }

    private static String day(int fromMonday) {
        return DAYS.get((fromMonday + 1) % 7);
    }
}
