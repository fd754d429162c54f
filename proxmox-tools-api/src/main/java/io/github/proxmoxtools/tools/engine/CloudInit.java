package io.github.proxmoxtools.tools.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Masks the passwords in a cloud-init document, which is text that may stand in any answer. */
final class CloudInit {
    private static final String PASSWORD = "[\"']?(?!lock_)(?:\\w+_)?passw(?:or)?d[\"']?\\s*:\\s*";

    /** A line of its own, also as the first of an element. */
    private static final Pattern LINE = Pattern.compile("^(\\s*(?:-\\s+)?" + PASSWORD + ")\\S.*$");
    /** Between braces. */
    private static final Pattern FLOW = Pattern
            .compile("([{,]\\s*" + PASSWORD + ")(?:([\"'])(?:(?!\\2).)*\\2|[^\\s,}\"'][^,}]*)");

    /** Below it stands {@code list}, and there {@code USER:PASSWORD}, where a field would have a space. */
    private static final Pattern LIST_HOLDER = Pattern.compile("^\\s*chpasswd\\s*:\\s*(?:#.*)?$");
    private static final Pattern LIST_ENTRY = Pattern.compile("^(\\s*(?:-\\s+)?[\"']?[^\\s:\"']+:)\\S.*$");
    private static final Pattern FLOW_LIST = Pattern.compile(
            "(\\bchpasswd\\s*:\\s*\\{[^}]*?\\blist\\s*:\\s*)(?:\\[[^\\]]*\\]|\"[^\"]*\"|'[^']*'|[^\\s,}\"'][^,}]*)");

    private CloudInit() {}

    static String masked(String document) {
        List<String> lines = new ArrayList<>();
        int holder = -1;
        for (String line : document.split("\n", -1)) {
            boolean isInside = holder >= 0 && (line.isBlank() || indentation(line) > holder);
            lines.add(maskedLine(isInside ? LIST_ENTRY.matcher(line).replaceFirst("$1" + Redactor.MASK) : line));
            if (!isInside) {
                holder = LIST_HOLDER.matcher(line).matches() ? indentation(line) : -1;
            }
        }
        return String.join("\n", lines);
    }

    private static String maskedLine(String line) {
        String masked = LINE.matcher(line).replaceFirst("$1" + Redactor.MASK);
        masked = FLOW_LIST.matcher(masked).replaceAll("$1" + Redactor.MASK);
        return FLOW.matcher(masked).replaceAll("$1$2" + Redactor.MASK + "$2");
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }
}
