package io.github.proxmoxtools.tools.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Masks secrets: fields that are known to hold one, values that were given as one, and what looks like a ticket. */
final class Redactor {
    static final String MASK = "***";
    private static final Set<String> SECRET_FIELDS = Set.of("password", "cipassword", "ticket", "csrfpreventiontoken",
            "secret", "privatekey", "client-key", "otp", "tfa-challenge", "vncticket", "encryption-key",
            "confirmation-password", "token", "keyring", "private-key", "preshared-key", "passphrase", "secret-key",
            "eab-hmac-key", "pveauthcookie", "recovery", "totp");

    /** User and password within an address, as proxies are written. */
    private static final Pattern ADDRESS = Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s:/@]+:)[^\\s/@]+@");

    /** That of a console names nobody. */
    private static final Pattern TICKET = Pattern
            .compile("PVE(VNC)?:(?:[^\\s:]+:){0,2}[0-9A-F]{8}::[A-Za-z0-9+/=]+");
    private static final Pattern TOKEN = Pattern.compile("(PVEAPIToken=[^=\\s]+=)[0-9a-fA-F\\-]{8,}");

    /** Up to its end, or to the end of the text where that was cut off. */
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----.*?(-----END ([A-Z0-9]+ )*PRIVATE KEY-----|\\z)", Pattern.DOTALL);

    private static final int SHORTEST = 4;

    private final List<String> values;

    /** Values of fewer than four characters would mask half of all texts; the longest go first. */
    Redactor(Set<String> values) {
        this.values = values.stream().filter(value -> value.length() >= SHORTEST).flatMap(Redactor::spellings)
                .distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    /** A value may also stand in JSON that travels as text. */
    private static Stream<String> spellings(String value) {
        boolean isEscaped = value.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ');
        if (!isEscaped) {
            return Stream.of(value);
        }
        String json = JsonText.compact(value);
        return Stream.of(value, json.substring(1, json.length() - 1));
    }

    Redactor with(Set<String> more) {
        Set<String> all = new HashSet<>(values);
        all.addAll(more);
        return new Redactor(all);
    }

    String text(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        masked = TICKET.matcher(masked).replaceAll(MASK);
        masked = PRIVATE_KEY.matcher(masked).replaceAll(MASK);
        if (masked.contains("://")) {
            masked = ADDRESS.matcher(masked).replaceAll("$1" + MASK + "@");
        }
        if (masked.contains("passw")) {
            masked = CloudInit.masked(masked);
        }
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
                isSecret(String.valueOf(name), map) ? masked(value) : value(value)));
        return masked;
    }

    /** Some names hold a secret in the company of others only. */
    private static boolean isSecret(String field, Map<?, ?> fields) {
        if (isSecret(field)) {
            return true;
        }
        return switch (field) {
            case "value", "pending" -> fields.get("key") instanceof String option && isSecret(option);
            case "key" -> fields.containsKey("dns") && fields.containsKey("url");
            case "data" -> fields.containsKey("plugin") && fields.containsKey("api");
            default -> false;
        };
    }

    /** Nothing is no secret, and an object under such a name is looked at by its own names. */
    private @Nullable Object masked(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> map(map);
            case List<?> list -> maskedList(list);
            default -> MASK;
        };
    }

    private List<@Nullable Object> maskedList(List<?> list) {
        List<@Nullable Object> masked = new ArrayList<>(list.size());
        list.forEach(value -> masked.add(masked(value)));
        return masked;
    }

    private List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> masked = new ArrayList<>(list.size());
        list.forEach(value -> masked.add(value(value)));
        return masked;
    }

    /** The values of those fields that are known to hold a secret, in objects within objects too. */
    static Set<String> secretsIn(Map<?, ?> fields) {
        Set<String> secrets = new HashSet<>();
        fields.forEach((name, value) -> {
            for (Object part : value instanceof List<?> list ? list : Collections.singletonList(value)) {
                if (part instanceof Map<?, ?> map) {
                    secrets.addAll(secretsIn(map));
                } else if (part != null && isSecret(String.valueOf(name))) {
                    secrets.add(String.valueOf(part));
                }
            }
        });
        return secrets;
    }

    static boolean isSecret(String field) {
        return SECRET_FIELDS.contains(field.toLowerCase(Locale.ROOT));
    }
}
