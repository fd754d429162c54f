package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.TaskFailure;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text that a backup gets as its notes. */
final class NotesTemplate {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^\\s}]+)}}");

    private NotesTemplate() {}

    static String fill(String template, Map<String, String> values) throws TaskFailure {
        String text = template;
        Matcher escape = ESCAPE.matcher(template);
        while (escape.find()) {
            if (!escape.group(1).equals("n") && !escape.group(1).equals("\\")) {
                throw new TaskFailure("unexpected escape character '" + escape.group(1) + "'");
            }
        }
        text = ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).equals("n") ? "\n" : "\\"));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        Matcher unknown = VARIABLE.matcher(text);
        if (unknown.find()) {
            throw new TaskFailure("unexpected variable name '" + unknown.group(1) + "'");
        }
        return text;
    }
}
