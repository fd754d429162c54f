package io.github.proxmoxtools.tools.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses rows by terms such as {@code status=running,tags~web,mem>4G}; all terms must hold.
 *
 * @param terms the terms
 */
record Filter(List<Term> terms) {
    static final Filter ALL = new Filter(List.of());
    private static final Pattern TERM = Pattern.compile("([A-Za-z][\\w.\\-]*)\\s*(!=|!~|>=|<=|=|~|>|<)\\s*(.*)");
    private static final Pattern SIZE = Pattern.compile("(-?\\d+(?:\\.\\d+)?)([KMGT])?(?:i?B)?",
            Pattern.CASE_INSENSITIVE);

    /** A field compared with a text or number. */
    record Term(String field, String operator, String operand) {
        boolean holds(Map<String, ? extends @Nullable Object> row) {
            Object value = row.get(field);
            String text = value == null ? "" : value.toString();
            return switch (operator) {
                case "=" -> equal(text);
                case "!=" -> !equal(text);
                case "~" -> contains(text);
                case "!~" -> !contains(text);
                case ">" -> compare(text, order -> order > 0);
                case "<" -> compare(text, order -> order < 0);
                case ">=" -> compare(text, order -> order >= 0);
                default -> compare(text, order -> order <= 0);
            };
        }

        private boolean equal(String text) {
            return text.equals(operand) || compare(text, order -> order == 0);
        }

        private boolean contains(String text) {
            return text.toLowerCase(Locale.ROOT).contains(operand.toLowerCase(Locale.ROOT));
        }

        /** A text that is no number is neither more nor less than one. */
        private boolean compare(String text, java.util.function.IntPredicate wanted) {
            Optional<BigDecimal> left = number(text);
            Optional<BigDecimal> right = number(operand);
            return left.isPresent() && right.isPresent() && wanted.test(left.get().compareTo(right.get()));
        }
    }

    static Filter parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = TERM.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part.strip()
                        + "' is no term such as status=running, tags~web or mem>4G (operators = != ~ !~ > < >= <=)");
            }
            terms.add(new Term(matcher.group(1), matcher.group(2), matcher.group(3).strip()));
        }
        return new Filter(List.copyOf(terms));
    }

    boolean lets(Map<String, ? extends @Nullable Object> row) {
        return terms.stream().allMatch(term -> term.holds(row));
    }

    private static Optional<BigDecimal> number(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String unit = matcher.group(2);
        int power = unit == null ? 0 : "KMGT".indexOf(unit.toUpperCase(Locale.ROOT)) + 1;
        return Optional.of(number.multiply(BigDecimal.valueOf(1L << (10 * power))));
    }
}
