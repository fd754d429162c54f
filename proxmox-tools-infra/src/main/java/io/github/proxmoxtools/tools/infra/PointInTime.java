package io.github.proxmoxtools.tools.infra;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times as people write them. */
final class PointInTime {
    private static final Pattern EPOCH = Pattern.compile("\\d{1,11}");
    /** Eight digits are a date to whoever wrote them; as seconds they are before any journal. */
    private static final Pattern BARE_DATE = Pattern.compile("\\d{8}");
    private static final Pattern AGO = Pattern.compile("-?(\\d{1,6})\\s*([smhdw])");
    private static final int DATE = "2026-11-23".length();

    private PointInTime() {}

    /**
     * Reads seconds since 1970, a time ago such as {@code -1h}, or ISO 8601 (UTC unless it says its offset).
     *
     * @param text what was written
     * @param now what a time ago is counted from
     * @return the time
     * @throws IllegalArgumentException if it is none of these
     */
    static Instant of(String text, Instant now) {
        String plain = text.strip();
        if (BARE_DATE.matcher(plain).matches()) {
            throw new IllegalArgumentException("would be a time in the years around 1972; write a date with hyphens, "
                    + "such as 2026-11-23");
        }
        if (EPOCH.matcher(plain).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(plain));
        }
        Matcher ago = AGO.matcher(plain);
        if (ago.matches()) {
            return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return iso(plain.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("give seconds since 1970, a time ago such as -1h, -30m or 2d, or ISO "
                    + "8601 such as 2026-11-23T10:00:00Z", e);
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }

    private static Instant iso(String text) {
        if (text.length() == DATE) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean hasOffset = text.matches(".*T.*([zZ]|[+-].*)");
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
