package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.command.Suggestion;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.cli.text.CellText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A shell that completes by calling the program back.
 *
 * <p>It calls {@code proxmox __complete SHELL KEPT WORD...}: the words after the program's name, the last one as far as it
 * is typed, and how much of that the shell keeps by itself. The first line of the answer is {@code words}, {@code open}
 * (no blank follows), {@code file} or {@code folder}; the others are suggestions.
 */
public enum Shell {
    /** GNU Bash, from 3.2. */
    BASH {
        @Override
        public String plain(String raw) {
            return BashWord.read(raw).text();
        }

        @Override
        String line(Suggestion one, String typed, String kept) {
            BashWord word = BashWord.read(typed);
            int known = BashWord.read(kept).text().length();
            return known > one.value().length() ? "" : word.written(one.value().substring(known));
        }
    },
    /** The Z shell. */
    ZSH {
        @Override
        String line(Suggestion one, String typed, String kept) {
            return described(one);
        }
    },
    /** The friendly interactive shell. */
    FISH {
        @Override
        String line(Suggestion one, String typed, String kept) {
            return described(one);
        }
    };

    private static final int LONGEST_DESCRIPTION = 60;

    /**
     * Finds a shell.
     *
     * @param name such as {@code bash}
     * @return the shell, if it is one of them
     */
    public static Optional<Shell> named(String name) {
        for (Shell shell : values()) {
            if (shell.word().equals(name)) {
                return Optional.of(shell);
            }
        }
        return Optional.empty();
    }

    /**
     * Gives its name.
     *
     * @return such as {@code bash}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Gives the script that makes it complete.
     *
     * @return its text
     */
    public String script() {
        return ShellScripts.of(this);
    }

    /**
     * Takes away what the shell would take away.
     *
     * @param raw a word as the shell hands it on
     * @return what it means
     */
    public String plain(String raw) {
        return raw;
    }

    /**
     * Writes an offer as the script reads it.
     *
     * @param offer what could be typed
     * @param typed the word as the shell hands it on
     * @param kept its beginning that the shell keeps by itself
     * @return lines
     */
    public String written(Offer offer, String typed, String kept) {
        Set<String> lines = new LinkedHashSet<>();
        offer.suggestions().forEach(one -> lines.add(line(one, typed, kept)));
        lines.remove("");
        String mode = offer.local().map(kind -> kind == Values.Local.FILE ? "file" : "folder")
                .orElse(offer.open() ? "open" : "words");
        return mode + "\n" + String.join("", lines.stream().map(line -> line + "\n").toList());
    }

    abstract String line(Suggestion one, String typed, String kept);

    static String described(Suggestion one) {
        String description = CellText.cut(CellText.clean(one.description()), LONGEST_DESCRIPTION);
        return description.isEmpty() ? one.value() : one.value() + "\t" + description;
    }

    /**
     * Lists the shells.
     *
     * @return their names
     */
    public static List<String> words() {
        return List.of(values()).stream().map(Shell::word).toList();
    }
}
