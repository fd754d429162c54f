package io.github.proxmoxtools.tools.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Masks secrets: fields that are known to hold one, values that were given as one, and what looks like a ticket. */
final class Redactor {
    static final String MASK = "***";
    private static final Set<String> SECRET_FIELDS = Set.of("password", "cipassword", "ticket", "csrfpreventiontoken",
            "secret", "privatekey", "client-key", "otp", "tfa-challenge", "vncticket", "encryption-key",
            "confirmation-password", "token", "keyring", "private-key", "preshared-key", "passphrase", "secret-key",
            "eab-hmac-key", "pveauthcookie", "recovery", "totp", "otel-headers", "corosync_authkey", "env");

    /** User and password within an address, as proxies are written. */
    private static final Pattern ADDRESS = Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s:/@]+:)[^\\s/@]+@");

    /** That of a console names nobody; that of a SPICE proxy is the host that a viewer asks it for. */
    private static final Pattern TICKET = Pattern
            .compile("PVE(VNC|TUNNEL)?:(?:[^\\s:]+:){0,2}[0-9A-F]{8}::[A-Za-z0-9+/=]+"
                    + "|(?i:pvespiceproxy:[0-9a-f]{8}:[^\\s:]*(?::[^\\s:]*){0,2}::[0-9a-f]+)");

    /** Also within the address of another cluster. */
    private static final Pattern TOKEN = Pattern
            .compile("((?:PVEAPIToken|\\bapitoken)=(?:PVEAPIToken=)?[^=\\s,]+=)([^\\s,\"'\\\\]+)");
    /** As it travels to an authenticator. */
    private static final Pattern ONE_TIME_KEY = Pattern.compile("(otpauth://\\S*?[?&]secret=)([A-Za-z2-7]+)");

    /** The login in an address and its query, which may be a signature: both open a door to whoever has them. */
    private static final Pattern KEYS_IN_ADDRESS = Pattern
            .compile("[a-zA-Z][a-zA-Z0-9+.-]*://(?:([^/?#@]*)@)?[^?#]*(?:\\?([^#]*))?(?:#.*)?");

    /** What an address within a longer text is signed with: a task's log names from where it loads. */
    private static final Pattern SIGNED_ADDRESS = Pattern
            .compile("://[^\\s?#\"'<>]*\\?[^\\s#\"'<>]*");
    private static final Pattern SIGNATURE = Pattern
            .compile("(?i)([?&](?:[^=&]*(?:signature|token|secret|passw(?:or)?d|hmac|api[-_]?key|access[-_]?key|"
                    + "authorization)|sig|auth|key|jwt|md5)=)[^&]+");

    /** Up to its end, or to the end of the text where that was cut off. */
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----.*?(-----END ([A-Z0-9]+ )*PRIVATE KEY-----|\\z)", Pattern.DOTALL);

    private static final int SHORTEST = 4;

    /** One of several properties or variables, which have no spaces before their names. */
    private static final Pattern MASKED_PROPERTY = Pattern
            .compile("(?:^|[,;\\x00])[\\w.-]+=" + Pattern.quote(MASK) + "(?:$|[,;\\x00])");
    /** Every pattern of a secret takes it for one. */
    private static final String NO_MASK = "NoMaskButSomeSecret";
    private static final Redactor OF_PATTERNS = new Redactor(Set.of());

    private final Set<String> given;
    private final Set<String> fields;
    private final List<String> values;

    Redactor(Set<String> given) {
        this(given, Set.of(), ordered(spelled(given)));
    }

    private Redactor(Set<String> given, Set<String> fields, List<String> values) {
        this.given = given;
        this.fields = fields;
        this.values = values;
    }

    /** Values of fewer than four characters would mask half of all texts. */
    private static Stream<String> spelled(Set<String> given) {
        return given.stream().flatMap(Spellings::of).filter(value -> value.length() >= SHORTEST);
    }

    /** The longest go first. What {@link Comparator#comparingInt} makes is in no AOT cache. */
    private static List<String> ordered(Stream<String> values) {
        return values.distinct().sorted((one, other) -> Integer.compare(other.length(), one.length())).toList();
    }

    Redactor with(Set<String> more) {
        if (given.containsAll(more)) {
            return this;
        }
        Set<String> all = new HashSet<>(given);
        all.addAll(more);
        return new Redactor(all, fields, ordered(Stream.concat(values.stream(), spelled(more))));
    }

    /** Masks also what stands under these names. */
    Redactor hiding(Set<String> more) {
        if (fields.containsAll(more)) {
            return this;
        }
        Set<String> all = new HashSet<>(fields);
        all.addAll(more);
        return new Redactor(given, all, values);
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
            masked = SIGNED_ADDRESS.matcher(masked).replaceAll(found -> Matcher.quoteReplacement(
                    SIGNATURE.matcher(found.group()).replaceAll("$1" + Matcher.quoteReplacement(MASK))));
        }
        if (masked.contains("otpauth://")) {
            masked = ONE_TIME_KEY.matcher(masked).replaceAll("$1" + MASK);
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
    private boolean isSecret(String field, Map<?, ?> all) {
        if (isSecret(field) || fields.contains(field)) {
            return true;
        }
        return switch (field) {
            case "value", "pending" -> all.get("key") instanceof String option && isSecret(option);
            case "key" -> all.containsKey("dns") && all.containsKey("url");
            case "data" -> all.containsKey("plugin") && all.containsKey("api");
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

    /** What a longer text holds: the token for another cluster, the key of one-time passwords. */
    static Stream<String> secretsWithin(String text) {
        return Stream.of(TOKEN, ONE_TIME_KEY)
                .flatMap(pattern -> pattern.matcher(text).results().map(found -> found.group(2)));
    }

    /** What an address holds that is nobody else's business. */
    static Stream<String> secretsInAddress(String address) {
        Matcher parts = KEYS_IN_ADDRESS.matcher(address);
        return parts.matches() ? Stream.of(1, 2).map(parts::group).filter(Objects::nonNull) : Stream.empty();
    }

    /** Whether a text is what is shown in place of a secret, or holds it where a secret is masked. */
    static boolean isMasked(String text) {
        if (!text.contains(MASK)) {
            return false;
        }
        String unmasked = text.replace(MASK, NO_MASK);
        return text.equals(MASK) || MASKED_PROPERTY.matcher(text).find()
                || count(NO_MASK, OF_PATTERNS.text(unmasked)) < count(NO_MASK, unmasked);
    }

    private static int count(String word, String text) {
        return text.split(word, -1).length;
    }

    static boolean isSecret(String field) {
        return SECRET_FIELDS.contains(field.toLowerCase(Locale.ROOT));
    }
}
