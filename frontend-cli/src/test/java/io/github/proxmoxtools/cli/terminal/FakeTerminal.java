package io.github.proxmoxtools.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A terminal in memory: what is written is kept, answers are given beforehand. */
public class FakeTerminal implements Terminal {
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final Deque<String> answers = new ArrayDeque<>();
    private final Map<String, String> variables = new HashMap<>();
    private boolean attended;
    private Consumer<String> listener = text -> {
    };
    private int measured;
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private final AtomicBoolean cursorHidden = new AtomicBoolean();
    private Optional<Size> screen = Optional.empty();
    private boolean abandoned;
    private Optional<String> lost = Optional.empty();
    private int questions;
    private boolean asking;
    private Duration passed = Duration.ZERO;

    public FakeTerminal answering(String... lines) {
        attended = true;
        answers.addAll(Arrays.asList(lines));
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

    /** Shows the data on a terminal of this size. */
    public FakeTerminal showing(int rows, int columns) {
        screen = Optional.of(new Size(rows, columns));
        return this;
    }

    /** Does something in each pause; when all is done, the waiting is interrupted. Pauses take no time. */
    public FakeTerminal meanwhile(Runnable... actions) {
        meanwhile.addAll(Arrays.asList(actions));
        return this;
    }

    /** Rests without anything happening, for as many pauses. */
    public FakeTerminal resting(int times) {
        for (int i = 0; i < times; i++) {
            meanwhile.add(() -> {
            });
        }
        return this;
    }

    /** From now on nobody reads what is written. */
    public void abandon() {
        abandoned = true;
    }

    /** Asks without waiting for the answer. */
    public void beginAsking(String question) {
        err(question);
        questions++;
        asking = true;
    }

    @Override
    public void giveUpAsking() {
        asking = false;
    }

    @Override
    public int questions() {
        return questions;
    }

    @Override
    public boolean draw(String frame) {
        if (!asking) {
            err(frame);
        }
        return !asking;
    }

    public void forgetOut() {
        out.setLength(0);
    }

    public boolean isCursorHidden() {
        return cursorHidden.get();
    }

    /** Gives what a screen shows at last: what was drawn since it was home, without colours. */
    public String lastFrame() {
        String drawn = out.substring(out.lastIndexOf("\u001b[H") + 3);
        return drawn.replace("\u001b[K", "").replace("\u001b[J", "").replace("\u001b[2J", "")
                .replaceAll("\u001b\\[\\d*m", "");
    }

    public synchronized String out() {
        return out.toString();
    }

    public synchronized String err() {
        return err.toString();
    }

    @Override
    public synchronized void out(String text) {
        out.append(text);
    }

    @Override
    public synchronized void err(String text) {
        err.append(text);
        listener.accept(text);
    }

    /** Tells how often it was measured, which costs a real terminal a process. */
    public int timesMeasured() {
        return measured;
    }

    @Override
    public Size size() {
        measured++;
        return screen.orElse(Size.USUAL);
    }

    @Override
    public void hideCursor() {
        cursorHidden.set(true);
    }

    @Override
    public void showCursor() {
        cursorHidden.set(false);
    }

    @Override
    public Optional<String> lostOutput() {
        return lost;
    }

    /** From now on nothing that is written arrives. */
    public void loseOutput(String reason) {
        lost = Optional.of(reason);
    }

    @Override
    public boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public Pace pace() {
        return new Pace() {
            @Override
            public Instant now() {
                return Instant.parse("2026-02-03T04:05:06Z").plus(passed);
            }

            @Override
            public Duration elapsed() {
                return passed;
            }

            @Override
            public boolean rest(Duration pause) {
                passed = passed.plus(pause);
                Runnable next = meanwhile.poll();
                if (next != null) {
                    next.run();
                }
                return next != null;
            }
        };
    }

    @Override
    public boolean isWatched() {
        return attended;
    }

    @Override
    public boolean isDataWatched() {
        return screen.isPresent();
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
    public int height() {
        return screen.orElse(Size.USUAL).rows();
    }

    @Override
    public int width() {
        measured++;
        return Math.max(40, screen.orElse(Size.USUAL).columns());
    }
}
