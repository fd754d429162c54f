package io.github.proxmoxtools.client.index;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The schema's Perl regular expressions in Java's dialect, translated when they are first needed. */
final class PerlPattern {
    private static final Map<String, Optional<Pattern>> TRANSLATED = new ConcurrentHashMap<>();

    private PerlPattern() {}

    /** Whether the value matches as in Perl's {@code m/^$pattern$/}; a pattern that Java cannot read matches all. */
    static boolean matches(String perl, String value) {
        Optional<Pattern> pattern = translate(perl);
        return pattern.isEmpty() || pattern.get().matcher(value).find();
    }

    static Optional<Pattern> translate(String perl) {
        Optional<Pattern> known = TRANSLATED.get(perl);
        if (known == null) {
            known = compile(perl);
            TRANSLATED.put(perl, known);
        }
        return known;
    }

    /** The alternatives of {@code a|b} stay ungrouped between the anchors, because Perl has them so. */
    private static Optional<Pattern> compile(String perl) {
        String java = "^".concat(perl).concat("$").replace("(?^:", "(?-imsx:").replace("(?^u:", "(?-imsx:")
                .replace("(?^i:", "(?i-msx:").replace("{,", "{0,").replace("\\0\\w", "\\x00\\w");
        try {
            return Optional.of(Pattern.compile(java, Pattern.UNIX_LINES));
        } catch (PatternSyntaxException unreadable) {
            return Optional.empty();
        }
    }
}
