package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Unit;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values as people read them; what does not fit its unit is shown as it is. */
public final class HumanUnits {
    private static final String NOTHING = "-";
    private static final String[] SIZES = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private final Supplier<ZoneId> zone;

    /** Most tables hold no time, and the rules of time zones are a large file. */
    public HumanUnits(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    public String show(@Nullable Object value, Unit unit) {
        if (value == null) {
            return NOTHING;
        }
        OptionalDouble number = unit == Unit.PLAIN ? OptionalDouble.empty() : number(value);
        if (number.isEmpty()) {
            return unit == Unit.FLAG && value instanceof Boolean flag ? yesOrNo(flag) : plain(value);
        }
        double amount = number.getAsDouble();
        return switch (unit) {
            case PLAIN -> plain(value);
            case BYTES -> bytes(amount);
            case SECONDS -> seconds((long) amount);
            case FRACTION -> tenths(amount * 100) + "%";
            case EPOCH -> amount <= 0 ? NOTHING : moment((long) amount);
            case FLAG -> yesOrNo(amount != 0);
        };
    }

    /** Tells whether a value is better aligned at the right. */
    public static boolean isNumber(@Nullable Object value) {
        return value instanceof Number;
    }

    private static OptionalDouble number(Object value) {
        if (value instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        return Data.of(value).whole().map(whole -> OptionalDouble.of(whole.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    private static String plain(Object value) {
        return switch (value) {
            case Boolean flag -> yesOrNo(flag);
            case Map<?, ?> map -> CellText.clean(pairs(map));
            case List<?> list -> CellText.clean(list(list));
            case Double number -> decimal(number);
            default -> {
                String text = CellText.clean(value.toString());
                yield text.isEmpty() ? NOTHING : text;
            }
        };
    }

    private static String list(List<?> list) {
        StringJoiner joined = new StringJoiner(", ");
        list.forEach(element -> joined.add(within(element)));
        return joined.length() == 0 ? NOTHING : joined.toString();
    }

    private static String pairs(Map<?, ?> map) {
        StringJoiner joined = new StringJoiner(", ");
        map.forEach((name, value) -> joined.add(name + ": " + within(value)));
        return joined.length() == 0 ? NOTHING : joined.toString();
    }

    /** What is held by something else shows where it ends. */
    private static String within(@Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case Map<?, ?> map -> "(" + pairs(map) + ")";
            case List<?> list -> "(" + list(list) + ")";
            default -> plain(value);
        };
    }

    private static String decimal(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    public static String bytes(double amount) {
        if (Math.abs(amount) < 1024) {
            return (long) amount + " B";
        }
        double size = amount;
        int step = -1;
        while (Math.abs(size) >= 1023.95 && step < SIZES.length - 1) {
            size /= 1024;
            step++;
        }
        return tenths(size) + " " + SIZES[step];
    }

    public static String seconds(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "m", seconds % 60, "s");
        }
        if (seconds < 86400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "m");
        }
        return pair(seconds / 86400, "d", seconds % 86400 / 3600, "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }

    private static String tenths(double value) {
        long tenths = Math.round(Math.abs(value) * 10);
        return (value < 0 && tenths > 0 ? "-" : "") + tenths / 10 + "." + tenths % 10;
    }

    private String moment(long seconds) {
        ZonedDateTime time = Instant.ofEpochSecond(seconds).atZone(zone.get());
        StringBuilder text = new StringBuilder(19);
        text.append(time.getYear());
        two(text, '-', time.getMonthValue());
        two(text, '-', time.getDayOfMonth());
        two(text, ' ', time.getHour());
        two(text, ':', time.getMinute());
        two(text, ':', time.getSecond());
        return text.toString();
    }

    private static void two(StringBuilder text, char separator, int number) {
        text.append(separator).append(number < 10 ? "0" : "").append(number);
    }

    private static String yesOrNo(boolean flag) {
        return flag ? "yes" : "no";
    }
}
