package io.github.proxmoxtools.simulator.state;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which backups are kept.
 *
 * @param keep how many of which, such as {@code keep-last}
 */
public record Retention(Map<String, Integer> keep) {
    private static final Map<String, Function<ZonedDateTime, Object>> PERIODS = new LinkedHashMap<>();

    static {
        PERIODS.put("keep-last", time -> time);
        PERIODS.put("keep-hourly", time -> List.of(time.toLocalDate(), time.getHour()));
        PERIODS.put("keep-daily", ZonedDateTime::toLocalDate);
        PERIODS.put("keep-weekly", time -> List.of(time.get(IsoFields.WEEK_BASED_YEAR),
                time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
        PERIODS.put("keep-monthly", time -> List.of(time.getYear(), time.getMonthValue()));
        PERIODS.put("keep-yearly", ZonedDateTime::getYear);
    }

    /**
     * Reads a property string.
     *
     * @param text such as {@code keep-last=3,keep-weekly=2}
     * @return what it says
     */
    public static Retention parse(String text) {
        Map<String, Integer> keep = new TreeMap<>();
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String value = part.substring(equals + 1).strip();
                keep.put(part.substring(0, equals).strip(), value.matches("\\d{1,9}") ? Integer.parseInt(value) : 1);
            }
        }
        return new Retention(keep);
    }

    /** {@return whether every backup is kept} */
    public boolean keepsAll() {
        return keep.getOrDefault("keep-all", 0) > 0 || keep.values().stream().noneMatch(count -> count > 0);
    }

    /** {@return how many backups of a guest it can keep at most} */
    public int most() {
        return keepsAll() ? 0 : keep.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Marks backups.
     *
     * @param backups of any guests
     * @return for each {@code keep}, {@code remove}, {@code protected} or {@code renamed}
     */
    public Map<Volume, String> marks(List<Volume> backups) {
        Map<Volume, String> marks = new LinkedHashMap<>();
        for (Volume backup : backups) {
            boolean isRenamed = BackupName.parse(backup.name()).isEmpty();
            marks.put(backup, backup.isProtected() ? "protected" : isRenamed ? "renamed" : "");
        }
        marks.keySet().stream().filter(backup -> BackupName.parse(backup.name()).isPresent())
                .collect(Collectors.groupingBy(backup -> group(backup.name())))
                .values().forEach(group -> mark(group, marks));
        return marks;
    }

    @Override
    public String toString() {
        return keep.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String group(String name) {
        return BackupName.parse(name).map(backup -> backup.kind() + "/" + backup.vmid()).orElse("");
    }

    private static Instant time(Volume backup) {
        return BackupName.parse(backup.name()).map(BackupName::time).orElse(backup.created());
    }

    private void mark(List<Volume> group, Map<Volume, String> marks) {
        List<Volume> newestFirst = group.stream().sorted(Comparator.comparing(Retention::time).reversed()).toList();
        if (!keepsAll()) {
            PERIODS.forEach((option, period) -> keep(newestFirst, keep.getOrDefault(option, 0), period, marks));
        }
        String rest = keepsAll() ? "keep" : "remove";
        newestFirst.forEach(backup -> marks.replace(backup, "", rest));
    }

    /** Keeps the newest backup of each period, unless one of that period is kept already. */
    private static void keep(List<Volume> newestFirst, int count, Function<ZonedDateTime, Object> period,
            Map<Volume, String> marks) {
        Set<Object> covered = newestFirst.stream().filter(backup -> "keep".equals(marks.get(backup)))
                .map(backup -> period.apply(time(backup).atZone(ZoneOffset.UTC))).collect(Collectors.toSet());
        Set<Object> added = new HashSet<>();
        for (Volume backup : newestFirst) {
            Object id = period.apply(time(backup).atZone(ZoneOffset.UTC));
            if (count == 0 || !"".equals(marks.get(backup)) || covered.contains(id)) {
                continue;
            }
            if (added.contains(id)) {
                marks.put(backup, "remove");
            } else if (added.size() < count) {
                added.add(id);
                marks.put(backup, "keep");
            } else {
                return;
            }
        }
    }
}
