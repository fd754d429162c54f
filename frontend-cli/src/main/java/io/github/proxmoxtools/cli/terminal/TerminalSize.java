package io.github.proxmoxtools.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How wide the terminal is; shells do not export it, and Java cannot ask, so that {@code stty} is asked. */
final class TerminalSize {
    private static final File TERMINAL = new File("/dev/tty");
    private static final int PATIENCE_MS = 500;

    private TerminalSize() {}

    /** Nothing where there is no terminal, or no {@code stty}. */
    static Optional<Integer> columns() {
        try {
            Process process = new ProcessBuilder("stty", "size").redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                process.destroy();
                return Optional.empty();
            }
            return ofSize(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Reads {@code rows columns}; a terminal that does not know says 0. */
    static Optional<Integer> ofSize(String size) {
        String[] numbers = size.strip().split(" ", -1);
        return numbers.length == 2 ? number(numbers[1]) : Optional.empty();
    }

    static Optional<Integer> number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.parseInt(text)).filter(number -> number > 0) : Optional.empty();
    }
}
