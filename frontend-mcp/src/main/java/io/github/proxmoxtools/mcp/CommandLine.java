package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.settings.SettingFlags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of the command line, sorted by flag; {@code --flag value} and {@code --flag=value} are the same, and so are
 * {@code --flag} and {@code --flag=true} where there is no value.
 */
final class CommandLine {
    private static final String ON = "true";
    private static final String OFF = "false";
    /** What a client that starts servers by a form hands on for a field that nobody filled in. */
    private static final Pattern UNFILLED = Pattern.compile("\\$\\{user_config\\.[^}]*}");

    private final Map<Flag, List<String>> values;

    private CommandLine(Map<Flag, List<String>> values) {
        this.values = values;
    }

    static CommandLine parse(String... words) {
        Map<Flag, List<String>> values = new EnumMap<>(Flag.class);
        for (int i = 0; i < words.length; i++) {
            int sign = words[i].indexOf('=');
            String name = sign < 0 ? words[i] : words[i].substring(0, sign);
            Flag flag = find(name);
            List<String> given = values.computeIfAbsent(flag, key -> new ArrayList<>());
            if (!flag.takesValue()) {
                given.add(sign < 0 ? ON : onOrOff(name, words[i].substring(sign + 1)));
            } else if (sign >= 0) {
                given.add(words[i].substring(sign + 1));
            } else if (++i < words.length) {
                given.add(words[i]);
            } else {
                throw new UsageException(name + " needs a value: " + name + " " + flag.label());
            }
        }
        return new CommandLine(values);
    }

    private static Flag find(String name) {
        SettingFlags.refusal(name).ifPresent(refusal -> {
            throw new UsageException(refusal);
        });
        return Flag.of(name).orElseThrow(() -> new UsageException("There is no flag '" + name + "'. See --help."));
    }

    /** An empty word is refused as well: whether only reading is allowed must not hang on a field left blank. */
    private static String onOrOff(String name, String word) {
        if (word.equals(ON) || word.equals(OFF)) {
            return word;
        }
        throw new UsageException(name + " takes no value but true or false, not '" + word + "'");
    }

    boolean has(Flag flag) {
        List<String> given = values.getOrDefault(flag, List.of());
        if (!flag.takesValue() && given.contains(ON) && given.contains(OFF)) {
            throw new UsageException(flag.word() + " is given as true and as false");
        }
        return flag.takesValue() ? !given.isEmpty() : given.contains(ON);
    }

    /** The value of a flag that makes sense once. */
    Optional<String> value(Flag flag) {
        List<String> given = values.getOrDefault(flag, List.of());
        if (given.size() > 1) {
            throw new UsageException(flag.word() + " is given more than once");
        }
        return given.stream().findFirst();
    }

    /** All values of a flag that may be repeated. */
    List<String> values(Flag flag) {
        return values.getOrDefault(flag, List.of());
    }

    /** The names in a flag's lists. */
    Set<String> names(Flag flag) {
        return values(flag).stream().filter(list -> !UNFILLED.matcher(list).matches())
                .flatMap(list -> Arrays.stream(list.split(","))).map(String::strip)
                .filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    /** The value of a flag that chooses among words. */
    <E extends Enum<E>> E choice(Flag flag, Class<E> type, E standard) {
        Optional<String> word = value(flag);
        if (word.isEmpty()) {
            return standard;
        }
        return Arrays.stream(type.getEnumConstants()).filter(choice -> lower(choice).equals(word.get())).findFirst()
                .orElseThrow(() -> new UsageException(flag.word() + " is one of "
                        + Arrays.stream(type.getEnumConstants()).map(CommandLine::lower)
                                .collect(Collectors.joining(", "))
                        + ", not '" + word.get() + "'"));
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(java.util.Locale.ROOT);
    }
}
