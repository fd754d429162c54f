package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses rows by terms such as {@code status=running,tags~web,mem>4G}; all terms must hold.
 *
 * <p>What cannot be compared is refused: that no row fits would look like an answer.
 *
 * @param terms the terms
 */
record Filter(List<Term> terms) {
    static final Filter ALL = new Filter(List.of());
    private static final Pattern TERM = Pattern.compile("([A-Za-z][\\w.\\-]*)\\s*(!=|!~|>=|<=|=|~|>|<)\\s*(.*)");
    private static final Pattern MORE_OF_AN_OPERATOR = Pattern.compile("[=~<>].*");
    private static final Set<String> ORDERING = Set.of(">", "<", ">=", "<=");
    private static final Set<String> HOLDING = Set.of("~", "!~");

    /** A field compared with a text or with a number in the field's unit. */
    record Term(String field, String operator, String operand, Unit unit) {
        boolean holds(Map<String, ? extends @Nullable Object> row) {
            String text = text(row);
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

        private String text(Map<String, ? extends @Nullable Object> row) {
            Object value = row.get(field);
            return value == null ? "" : value.toString();
        }

        private boolean equal(String text) {
            return text.equals(operand) || compare(text, order -> order == 0);
        }

        private boolean contains(String text) {
            return text.toLowerCase(Locale.ROOT).contains(operand.toLowerCase(Locale.ROOT));
        }

        /** What has no value is neither more nor less than a number. */
        private boolean compare(String text, IntPredicate wanted) {
            Optional<BigDecimal> left = Measure.of(text, unit);
            Optional<BigDecimal> right = Measure.of(operand, unit);
            return left.isPresent() && right.isPresent() && wanted.test(left.get().compareTo(right.get()));
        }

        private Term measuredIn(Unit other) {
            Term term = new Term(field, operator, operand, other);
            if (!HOLDING.contains(operator)) {
                term.refuseOddOperand();
            }
            return term;
        }

        private void refuseOddOperand() {
            boolean mayBeText = !ORDERING.contains(operator) && (unit == Unit.PLAIN || operand.isEmpty());
            boolean isNoNumber = !mayBeText && Measure.of(operand, unit).isEmpty();
            if (isNoNumber || (unit == Unit.FRACTION && Measure.isBeyondAShare(operand))) {
                throw new IllegalArgumentException("'" + operand + "' cannot be compared with " + field + "; "
                        + Measure.howToWrite(unit));
            }
        }

        private void refuseOrderOfTexts(List<? extends Map<String, ? extends @Nullable Object>> rows) {
            List<String> texts = rows.stream().map(this::text).filter(text -> !text.isEmpty()).toList();
            if (ORDERING.contains(operator) && !texts.isEmpty()
                    && texts.stream().allMatch(text -> Measure.of(text, unit).isEmpty())) {
                throw new IllegalArgumentException(field + " holds texts such as '"
                        + Conversion.shortened(texts.getFirst()) + "', which " + operator
                        + " cannot compare; = != ~ !~ can");
            }
        }
    }

    static Filter parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = TERM.matcher(part.strip());
            if (!matcher.matches() || MORE_OF_AN_OPERATOR.matcher(matcher.group(3)).matches()) {
                throw new IllegalArgumentException("'" + part.strip()
                        + "' is no term such as status=running, tags~web or mem>4G (operators = != ~ !~ > < >= <=)");
            }
            terms.add(new Term(matcher.group(1), matcher.group(2), matcher.group(3).strip(), Unit.PLAIN));
        }
        return new Filter(List.copyOf(terms));
    }

    /** Reads what is compared in the units of its fields. */
    Filter measuredIn(Map<String, Unit> units) {
        return new Filter(terms.stream().map(term -> term.measuredIn(units.getOrDefault(term.field(), Unit.PLAIN)))
                .toList());
    }

    /** The same, where the rows can be compared in this way. */
    Filter fitting(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        terms.forEach(term -> term.refuseOrderOfTexts(rows));
        return this;
    }

    boolean lets(Map<String, ? extends @Nullable Object> row) {
        return terms.stream().allMatch(term -> term.holds(row));
    }
}
