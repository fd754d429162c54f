package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.ParamType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns raw values into typed ones: harmless slips are coerced, everything else is refused with what would be right. */
final class Conversion {
    private static final Pattern GUEST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.\\-]*[A-Za-z0-9])?");
    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d*");
    private static final int MOST_DIGITS = 30;
    private static final long FIRST_GUEST = 100;
    private static final long LAST_GUEST = 999_999_999;

    private Conversion() {}

    static Object to(ParamType type, Object value) {
        return switch (type) {
            case ParamType.Text text -> text(text, value);
            case ParamType.Guest guest -> guest(value);
            case ParamType.Whole whole -> whole(value, whole.minimum().orElse(Long.MIN_VALUE),
                    whole.maximum().orElse(Long.MAX_VALUE));
            case ParamType.Decimal decimal -> decimal(decimal, value);
            case ParamType.Flag flag -> flag(value);
            case ParamType.Choice choice -> choice(choice, value);
            case ParamType.TextList list -> texts(value, !list.repeated());
            case ParamType.Mapping mapping -> mapping(value);
            case ParamType.ObjectList list -> objects(value);
            case ParamType.PropertyString string -> plain(value);
            case ParamType.LocalFile file -> plain(value);
        };
    }

    private static String text(ParamType.Text type, Object value) {
        String text = plain(value);
        if (type.maxLength().isPresent() && text.length() > type.maxLength().getAsLong()) {
            throw new IllegalArgumentException("may have " + type.maxLength().getAsLong() + " characters, not "
                    + text.length());
        }
        type.form().filter(form -> !Pattern.matches(form.pattern(), text)).ifPresent(form -> {
            throw new IllegalArgumentException("must be " + form + ", not '" + shortened(text) + "'");
        });
        return text;
    }

    static String plain(Object value) {
        return plain(value, "text");
    }

    private static String plain(Object value, String expected) {
        String text = switch (value) {
            case String string -> string;
            case Long number -> number.toString();
            case Integer number -> number.toString();
            case BigInteger number -> number.toString();
            default -> throw expected(expected, value);
        };
        Hostile.refuseNull(text);
        return text;
    }

    private static String guest(Object value) {
        String text = plain(value, "a vmid such as 100 or a guest's name such as web-01").strip();
        if (text.matches("-?\\d+")) {
            return Long.toString(vmid(text));
        }
        if (!GUEST_NAME.matcher(text).matches() || DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + shortened(text)
                    + "' is neither a vmid such as 100 nor a guest's name such as web-01");
        }
        return text;
    }

    private static long vmid(String digits) {
        BigInteger number = digits.length() > MOST_DIGITS ? BigInteger.ZERO : new BigInteger(digits);
        if (number.compareTo(BigInteger.valueOf(FIRST_GUEST)) < 0
                || number.compareTo(BigInteger.valueOf(LAST_GUEST)) > 0) {
            throw new IllegalArgumentException(
                    "a vmid is between " + FIRST_GUEST + " and " + LAST_GUEST + ", not " + shortened(digits));
        }
        return number.longValueExact();
    }

    static long whole(Object value, long minimum, long maximum) {
        BigInteger number;
        try {
            number = switch (value) {
                case Long n -> BigInteger.valueOf(n);
                case Integer n -> BigInteger.valueOf(n);
                case BigInteger n -> n;
                case Double n -> exact(new BigDecimal(n));
                case BigDecimal n -> exact(n);
                case String text -> exact(text.strip());
                default -> throw expected("a whole number", value);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw expected("a whole number", value);
        }
        if (number.compareTo(BigInteger.valueOf(minimum)) < 0 || number.compareTo(BigInteger.valueOf(maximum)) > 0) {
            throw new IllegalArgumentException("must be " + range(minimum, maximum) + ", not " + shortened(number));
        }
        return number.longValueExact();
    }

    /** A short text such as 1e999999999 must not become a number that fills the memory. */
    private static BigInteger exact(BigDecimal number) {
        if (number.precision() - (long) number.scale() > MOST_DIGITS) {
            throw new ArithmeticException("too many digits");
        }
        return number.toBigIntegerExact();
    }

    private static BigInteger exact(String digits) {
        if (digits.length() > MOST_DIGITS) {
            throw new NumberFormatException("too many digits");
        }
        return new BigInteger(digits);
    }

    private static String range(long minimum, long maximum) {
        if (minimum == Long.MIN_VALUE) {
            return "at most " + maximum;
        }
        return maximum == Long.MAX_VALUE ? "at least " + minimum : "between " + minimum + " and " + maximum;
    }

    private static double decimal(ParamType.Decimal type, Object value) {
        double number;
        try {
            number = switch (value) {
                case Number n -> n.doubleValue();
                case String text -> Double.parseDouble(text.strip());
                default -> throw expected("a number", value);
            };
        } catch (NumberFormatException e) {
            throw expected("a number", value);
        }
        if (!Double.isFinite(number) || type.minimum().filter(min -> number < min).isPresent()
                || type.maximum().filter(max -> number > max).isPresent()) {
            String between = type.minimum().isPresent() && type.maximum().isPresent() ? " and" : "";
            throw new IllegalArgumentException("must be" + type.minimum().map(min -> " at least " + min).orElse("")
                    + between + type.maximum().map(max -> " at most " + max).orElse("") + ", not "
                    + shortened(value));
        }
        return number;
    }

    static boolean flag(Object value) {
        String text = value instanceof Boolean || value instanceof String || value instanceof Number
                ? value.toString().strip().toLowerCase(Locale.ROOT)
                : "";
        return switch (text) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw expected("true or false", value);
        };
    }

    private static String choice(ParamType.Choice type, Object value) {
        String oneOfThem = "one of " + String.join(", ", type.values());
        String text = plain(value, oneOfThem);
        if (!type.values().contains(text)) {
            throw new IllegalArgumentException("must be " + oneOfThem + ", not '" + shortened(text) + "'");
        }
        return text;
    }

    /** The elements of a list are split too: they travel joined, and nobody may judge them otherwise than the server. */
    static List<String> texts(Object value, boolean splits) {
        List<String> texts = new ArrayList<>();
        String expected = value instanceof List ? "text in each place" : "a list of texts";
        for (Object element : value instanceof List<?> list ? list : List.of(value)) {
            String text = plain(element == null ? List.of() : element, expected);
            if (splits) {
                Stream.of(text.split("[,;\\s]+", -1)).filter(part -> !part.isEmpty()).forEach(texts::add);
            } else {
                texts.add(text);
            }
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("must name at least one");
        }
        return List.copyOf(texts);
    }

    static Map<String, @Nullable Object> mapping(Object value) {
        Object parsed = value instanceof String text ? parsed(text) : value;
        if (!(parsed instanceof Map<?, ?> map)) {
            throw expected("an object of names and values", value);
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, element) -> copy.put(String.valueOf(name), element));
        return copy;
    }

    private static List<Map<String, @Nullable Object>> objects(Object value) {
        Object parsed = value instanceof String text ? parsed(text) : value;
        List<?> elements = parsed instanceof List<?> list ? list : List.of(parsed == null ? "" : parsed);
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("must hold at least one object");
        }
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Object element : elements) {
            if (!(element instanceof Map)) {
                throw expected("a list of objects", value);
            }
            objects.add(mapping(element));
        }
        return objects;
    }

    private static @Nullable Object parsed(String text) {
        try {
            return JsonText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be an object of names and values, or a JSON text of one; this is "
                    + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException expected(String what, Object value) {
        String kind = switch (value) {
            case String text -> "the text '" + shortened(text) + "'";
            case Boolean flag -> flag.toString();
            case Number number -> shortened(number);
            case List<?> list -> "a list";
            case Map<?, ?> map -> "an object";
            default -> "something else";
        };
        return new IllegalArgumentException("must be " + what + ", not " + kind);
    }

    /** Shows what was given, but neither all of a long text nor what a terminal would obey. */
    static String shortened(Object value) {
        String text = value instanceof BigInteger number && number.bitLength() > 200
                ? "a number of " + number.bitLength() + " bits"
                : value.toString();
        return (text.length() > 60 ? text.substring(0, 57) + "..." : text).replaceAll("\\p{Cntrl}", "?");
    }
}
