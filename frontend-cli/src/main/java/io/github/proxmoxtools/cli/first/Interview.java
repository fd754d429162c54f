package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks on the terminal; without one, only what was given counts. */
final class Interview {
    private final Here here;
    private final Given given;

    Interview(Here here, Given given) {
        this.here = here;
        this.given = given;
    }

    boolean canAsk() {
        return here.terminal().canAsk();
    }

    /** Says what a question is about; it is part of the question, so it is said to those who want quiet too. */
    void explain(String words) {
        here.terminal().err(words + "\n");
    }

    String ask(String question) {
        return here.terminal().ask(question + " ").map(String::strip).orElseThrow(Interview::ended);
    }

    String ask(String question, String usual) {
        String answer = ask(question + " [" + usual + "]");
        return answer.isEmpty() ? usual : answer;
    }

    boolean agrees(String question) {
        return isYes(ask(question + " [y/N]"));
    }

    boolean agreesUnlessNo(String question) {
        String answer = ask(question + " [Y/n]");
        return answer.isEmpty() || isYes(answer);
    }

    /** Asks for one of several, by its number. */
    int choose(String question, List<String> choices) {
        explain(question);
        for (int i = 0; i < choices.size(); i++) {
            explain("  " + (i + 1) + ") " + choices.get(i));
        }
        while (true) {
            String answer = ask("Which?", "1");
            if (answer.matches("\\d") && Integer.parseInt(answer) >= 1 && Integer.parseInt(answer) <= choices.size()) {
                return Integer.parseInt(answer) - 1;
            }
            explain("Say a number from 1 to " + choices.size() + ".");
        }
    }

    String askSecret(String question) {
        return here.terminal().askSecret(question + " ")
                .orElseThrow(() -> Usage.error("Nothing was typed, or it could not be hidden; nothing was written",
                        "Without a terminal secrets come from a file or the standard input: see --help."));
    }

    boolean gives(String secret) {
        return given.has(secret + "-file") || given.has(secret + "-stdin");
    }

    /** Reads a secret from the file or standard input that was named for it. */
    Optional<String> secret(String name) {
        if (given.has(name + "-file") && given.has(name + "-stdin")) {
            throw Usage.error("--" + name + "-file and --" + name + "-stdin say the same: give one of them");
        }
        if (given.has(name + "-stdin")) {
            return Optional.of(here.terminal().readInputLine().filter(line -> !line.isBlank())
                    .orElseThrow(() -> Usage.error("--" + name + "-stdin: the standard input is empty")));
        }
        return given.text(name + "-file").map(file -> firstLine(name, file));
    }

    private static String firstLine(String name, String file) {
        try {
            return Files.readString(Path.of(file)).lines().findFirst().filter(line -> !line.isBlank())
                    .orElseThrow(() -> Usage.error("--" + name + "-file: the first line of '" + file + "' is empty"));
        } catch (IOException | IllegalArgumentException e) {
            throw Usage.error("--" + name + "-file: '" + file + "' cannot be read");
        }
    }

    static RuntimeException refused(String message, String guidance) {
        return new Refusal(message, guidance, Map.of());
    }

    private static RuntimeException ended() {
        return Usage.error("The input ended before all was answered; nothing was written");
    }

    private static boolean isYes(String answer) {
        String lower = answer.toLowerCase(Locale.ROOT);
        return lower.equals("y") || lower.equals("yes");
    }
}
