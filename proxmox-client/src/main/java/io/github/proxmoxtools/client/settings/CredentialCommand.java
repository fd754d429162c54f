package io.github.proxmoxtools.client.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs the command that prints a secret: without a shell, without input, for half a minute at most. */
final class CredentialCommand {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofMillis(500);
    private static final int MOST_BYTES = 1 << 16;
    private static final Executor READERS = task -> Thread.ofVirtual().start(task);

    private final Setting setting;
    private final Consumer<String> told;
    private final Duration longest;

    CredentialCommand(Setting setting, Consumer<String> told) {
        this(setting, told, LONGEST);
    }

    CredentialCommand(Setting setting, Consumer<String> told, Duration longest) {
        this.setting = setting;
        this.told = told;
        this.longest = longest;
    }

    /** Gives what it printed. */
    String output() {
        Process process = start(words(setting));
        try {
            CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> printed(process.getInputStream()),
                    READERS);
            CompletableFuture<Void> said = CompletableFuture.runAsync(() -> pass(process.getErrorStream()), READERS);
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw late();
            }
            awaitWords(said);
            if (process.exitValue() != 0) {
                throw Settings.unusable(setting, "ended with exit code " + process.exitValue()
                        + "; run it by hand to see why, it must print the secret and end with 0");
            }
            return printed.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Settings.unusable(setting, "was interrupted");
        } catch (TimeoutException stillOpen) {
            throw late();
        } catch (ExecutionException unreadable) {
            throw Settings.unusable(setting, "what it printed cannot be read");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** What it started may live on, such as an agent, and keep the way for messages open: the last ones come at once. */
    private static void awaitWords(CompletableFuture<Void> said) throws InterruptedException, ExecutionException {
        try {
            said.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillOpen) {
            said.cancel(false);
        }
    }

    private SettingsException late() {
        return Settings.unusable(setting, "did not end within " + longest.toSeconds()
                + " seconds; it gets no input, so it must not ask for any");
    }

    private Process start(List<String> words) {
        try {
            Process process = new ProcessBuilder(words).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException noProgram) {
            throw Settings.unusable(setting, "'" + words.get(0) + "' cannot be started; no shell looks at the command,"
                    + " so give a program with its arguments");
        }
    }

    private static String printed(InputStream stream) {
        try (stream) {
            return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return "";
        }
    }

    private void pass(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.accept(line);
            }
        } catch (IOException broken) {
            told.accept("(the rest of its messages cannot be read)");
        }
    }

    /** Cuts at blanks; quotes of either kind hold words together, and nothing else has a meaning. */
    static List<String> words(Setting setting) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (char c : setting.value().toCharArray()) {
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw Settings.unusable(setting, "the quote " + quote + " is not closed");
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw Settings.unusable(setting, "names no program");
        }
        return words;
    }
}
