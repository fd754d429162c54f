package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure for people: what happened, the facts, and what to do about it. */
public final class FailureText {
    /** Whoever was asked has seen it; for others there is a way to see it. */
    private static final String PLAN = "plan";

    private FailureText() {}

    public static String of(ToolFailure failure) {
        return of(failure, Paint.PLAIN);
    }

    public static String of(ToolFailure failure, Paint paint) {
        StringBuilder text = new StringBuilder(paint.error("error:")).append(' ')
                .append(CellText.cleanLines(failure.error())).append('\n');
        failure.details().forEach((name, value) -> {
            if (!(failure instanceof Refusal && name.equals(PLAN))) {
                detail(text, failure.error(), name, value);
            }
        });
        failure.requiredPrivilege().ifPresent(privilege -> text.append("  required privilege: ")
                .append(CellText.clean(privilege)).append('\n'));
        failure.callSite().ifPresent(call -> text.append("  call: ").append(call.method()).append(' ')
                .append(CellText.clean(call.endpoint()))
                .append(call.httpStatus().map(status -> " (HTTP " + status + ")").orElse("")).append('\n'));
        if (!failure.guidance().isBlank()) {
            text.append(CellText.cleanLines(failure.guidance().strip())).append('\n');
        }
        return text.toString();
    }

    /** Leaves out what the message says already. */
    private static void detail(StringBuilder text, String said, String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            List<?> more = list.stream().filter(element -> !("TASK ERROR: " + said).equals(element)).toList();
            text.append(more.isEmpty() ? "" : "  " + name + ":\n");
            more.forEach(element -> text.append("    ").append(show(element)).append('\n'));
        } else if (value instanceof Map<?, ?> map) {
            text.append("  ").append(name).append(":\n");
            map.forEach((key, element) -> text.append("    ").append(key).append(": ").append(show(element))
                    .append('\n'));
        } else if (value != null && !said.contains(value.toString())) {
            text.append("  ").append(name).append(": ").append(show(value)).append('\n');
        }
    }

    private static String show(@Nullable Object value) {
        return value instanceof Map || value instanceof List
                ? CellText.clean(JsonText.compact(value))
                : CellText.clean(String.valueOf(value));
    }
}
