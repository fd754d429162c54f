package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads figures as people write them, in the unit of the field that they are compared with. */
final class Measure {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][-+]?\\d{1,3})?");
    private static final Pattern SIZE = Pattern.compile("(-?\\d{1,30}(?:\\.\\d{1,30})?)\\s*([KMGT])?(?:i?B)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PERCENT = Pattern.compile("(-?\\d{1,30}(?:\\.\\d{1,30})?)\\s*%");
    private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,9})d)?\\s*(?:(\\d{1,9})h)?\\s*"
            + "(?:(\\d{1,9})m)?\\s*(?:(\\d{1,9})s)?");
    private static final long[] SECONDS_OF = {86_400, 3_600, 60, 1};
    private static final Map<String, BigDecimal> FLAGS = Map.of("yes", BigDecimal.ONE, "true", BigDecimal.ONE, "no",
            BigDecimal.ZERO, "false", BigDecimal.ZERO);

    private Measure() {}

    static Optional<BigDecimal> of(String text, Unit unit) {
        return switch (unit) {
            case PLAIN, BYTES -> number(text).or(() -> size(text));
            case FRACTION -> number(text).or(() -> percent(text));
            case SECONDS -> number(text).or(() -> duration(text));
            case EPOCH -> number(text);
            case FLAG -> number(text).or(() -> Optional.ofNullable(FLAGS.get(text.toLowerCase(Locale.ROOT))));
        };
    }

    /** More than all of it is more likely meant in hundredths: no share would ever be as large. */
    static boolean isBeyondAShare(String text) {
        return number(text).filter(number -> number.abs().compareTo(BigDecimal.ONE) > 0).isPresent();
    }

    static String howToWrite(Unit unit) {
        return switch (unit) {
            case PLAIN -> "a number or a size is compared, such as 4 or 4G";
            case BYTES -> "it is a size: 4G, 512M or bytes";
            case FRACTION -> "it is a share: 90% or 0.9";
            case SECONDS -> "it is a duration: 90s, 15m, 1h30m, 7d or seconds";
            case EPOCH -> "it is a point in time: seconds since 1970-01-01 UTC";
            case FLAG -> "it is yes or no";
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<BigDecimal> size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2);
        int power = unit == null ? 0 : "KMGT".indexOf(unit.toUpperCase(Locale.ROOT)) + 1;
        return Optional.of(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power))));
    }

    private static Optional<BigDecimal> percent(String text) {
        Matcher matcher = PERCENT.matcher(text);
        return matcher.matches()
                ? Optional.of(new BigDecimal(matcher.group(1)).divide(BigDecimal.valueOf(100), MathContext.DECIMAL128))
                : Optional.empty();
    }

    private static Optional<BigDecimal> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (text.isBlank() || !matcher.matches()) {
            return Optional.empty();
        }
        long seconds = 0;
        for (int i = 0; i < SECONDS_OF.length; i++) {
            String amount = matcher.group(i + 1);
            seconds += amount == null ? 0 : Long.parseLong(amount) * SECONDS_OF[i];
        }
        return Optional.of(BigDecimal.valueOf(seconds));
    }
}
