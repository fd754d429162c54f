package io.github.proxmoxtools.tools.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Masks secrets: fields that are known to hold one, values that were given as one, and what looks like a ticket. */
final class Redactor {
    static final String MASK = "***";
    private static final Set<String> SECRET_FIELDS = Set.of("password", "cipassword", "ticket", "csrfpreventiontoken",
            "secret", "privatekey", "client-key", "otp", "tfa-challenge", "vncticket", "encryption-key");
    private static final Pattern TICKET = Pattern
            .compile("PVE(VNC)?:[^\\s:]+(:[^\\s:]+)?:[0-9A-F]{8}::[A-Za-z0-9+/=]+");
    private static final Pattern TOKEN = Pattern.compile("(PVEAPIToken=[^=\\s]+=)[0-9a-fA-F\\-]{8,}");

    private final Set<String> values;

    Redactor(Set<String> values) {
        this.values = Set.copyOf(values.stream().filter(value -> value.length() >= 4).toList());
    }

    Redactor with(Set<String> more) {
        Set<String> all = new java.util.HashSet<>(values);
        all.addAll(more);
        return new Redactor(all);
    }

    String text(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        masked = TICKET.matcher(masked).replaceAll(MASK);
        return TOKEN.matcher(masked).replaceAll("$1" + MASK);
    }

    @Nullable
    Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case Map<?, ?> map -> map(map);
            case List<?> list -> list(list);
            default -> value;
        };
    }

    Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        map.forEach((name, value) -> masked.put(String.valueOf(name),
                value instanceof String && isSecret(String.valueOf(name)) ? MASK : value(value)));
        return masked;
    }

    private List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> masked = new ArrayList<>(list.size());
        list.forEach(value -> masked.add(value(value)));
        return masked;
    }

    private static boolean isSecret(String field) {
        return SECRET_FIELDS.contains(field.toLowerCase(Locale.ROOT));
    }
}
