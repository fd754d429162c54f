package io.github.proxmoxtools.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks how large the terminal is: {@code stty}, which every Unix has, else the variables that a shell may have exported.
 *
 * <p>Java has no call for it before foreign functions, and a question to the terminal itself would take keys away from who
 * types. The first process costs some 20 ms, each later one 2: it is for views that are drawn again, not for every command.
 */
final class TerminalSize {
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("([1-9]\\d{0,3}) ([1-9]\\d{0,3})\\s*");
    private static final int LONG_ENOUGH_SECONDS = 1;
    private static final File OWN_TERMINAL = new File("/dev/tty");

    private final Map<String, String> environment;

    TerminalSize(Map<String, String> environment) {
        this.environment = environment;
    }

    Size now() {
        return OWN_TERMINAL.exists() ? answer().flatMap(TerminalSize::parsed).orElseGet(this::said) : said();
    }

    private static Optional<String> answer() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(OWN_TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A terminal that nobody told its size says {@code 0 0}. */
    static Optional<Size> parsed(String answer) {
        Matcher both = ROWS_AND_COLUMNS.matcher(answer);
        return both.matches()
                ? Optional.of(new Size(Integer.parseInt(both.group(1)), Integer.parseInt(both.group(2))))
                : Optional.empty();
    }

    Size said() {
        return new Size(said("LINES").orElse(Size.USUAL.rows()), said("COLUMNS").orElse(Size.USUAL.columns()));
    }

    private Optional<Integer> said(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> text.matches("[1-9]\\d{0,3}"))
                .map(Integer::valueOf);
    }
}
