package io.github.proxmoxtools.cli.terminal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A terminal in memory: what is written is kept, answers are given beforehand. */
public final class FakeTerminal implements Terminal {
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final Deque<String> answers = new ArrayDeque<>();
    private final Map<String, String> variables = new HashMap<>();
    private boolean attended;
    private Consumer<String> listener = text -> {
    };
    private boolean shows;
    private int width = 80;

    public FakeTerminal answering(String... lines) {
        attended = true;
        answers.addAll(Arrays.asList(lines));
        return this;
    }

    /** Shows the data on a terminal of this width. */
    public FakeTerminal showing(int columns) {
        shows = true;
        width = columns;
        return this;
    }

    public FakeTerminal with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public FakeTerminal piping(String... lines) {
        answers.addAll(Arrays.asList(lines));
        return this;
    }

    /** Tells somebody of each text that people would see, before an answer is given. */
    public FakeTerminal heardBy(Consumer<String> somebody) {
        listener = somebody;
        return this;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    @Override
    public void out(String text) {
        out.append(text);
    }

    @Override
    public void err(String text) {
        err.append(text);
        listener.accept(text);
    }

    @Override
    public boolean isWatched() {
        return attended;
    }

    @Override
    public boolean isDataWatched() {
        return shows;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public boolean canAsk() {
        return attended;
    }

    @Override
    public Optional<String> ask(String question) {
        err(question);
        return readInputLine();
    }

    @Override
    public Optional<String> askSecret(String question) {
        return ask(question);
    }

    @Override
    public Optional<String> readInputLine() {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public int width() {
        return width;
    }
}
