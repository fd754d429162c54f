package io.github.proxmoxtools.cli.terminal;

import io.github.proxmoxtools.cli.text.Room;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The terminal, pipe or file that this process was given. */
public final class StandardTerminal implements Terminal {
    private static final Duration MEASURED_EVERY = Duration.ofSeconds(1);
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";

    private final DataStream out;
    private final PrintStream err;
    private final InputStream in;
    private final Supplier<@Nullable Console> console;
    private final AtomicBoolean cursorHidden = new AtomicBoolean();
    private final List<Runnable> held = new ArrayList<>();
    private @Nullable Thread asks;
    private int questions;
    private @Nullable BufferedReader lines;
    private @Nullable Size measured;
    private long measuredAt;

    /**
     * Wraps streams.
     *
     * @param out receives data
     * @param err receives what is meant for people
     * @param in gives answers
     * @param console the console, where the process has one
     */
    public StandardTerminal(DataStream out, PrintStream err, InputStream in, Supplier<@Nullable Console> console) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.console = console;
    }

    @Override
    public void out(String text) {
        write(out, text);
    }

    @Override
    public void err(String text) {
        write(err, text);
    }

    /** Encodes once; where the platform's charset is ASCII, UTF-8 loses nothing. */
    private void write(PrintStream stream, String text) {
        Charset charset = stream.charset().equals(StandardCharsets.US_ASCII)
                ? StandardCharsets.UTF_8
                : stream.charset();
        write(stream, text.getBytes(charset));
    }

    /** What other threads write must not tear a question apart. */
    private synchronized void write(PrintStream stream, byte[] bytes) {
        if (isAskedByAnother()) {
            held.add(() -> write(stream, bytes));
        } else {
            stream.write(bytes, 0, bytes.length);
            stream.flush();
        }
    }

    private synchronized boolean isAskedByAnother() {
        return asks != null && asks != Thread.currentThread();
    }

    @Override
    public synchronized int questions() {
        return questions;
    }

    @Override
    public synchronized boolean draw(String frame) {
        boolean isFree = !isAskedByAnother();
        if (isFree) {
            err(frame);
        }
        return isFree;
    }

    private synchronized void beginAsking() {
        asks = Thread.currentThread();
        questions++;
    }

    private synchronized void endAsking() {
        if (asks == Thread.currentThread()) {
            giveUpAsking();
        }
    }

    @Override
    public synchronized void giveUpAsking() {
        asks = null;
        List<Runnable> meanwhile = List.copyOf(held);
        held.clear();
        meanwhile.forEach(Runnable::run);
    }

    @Override
    public void out(byte[] bytes) {
        write(out, bytes);
    }

    @Override
    public void err(byte[] bytes) {
        write(err, bytes);
    }

    @Override
    public byte[] readInput() throws IOException {
        return in.readAllBytes();
    }

    @Override
    public boolean isWatched() {
        return isTerminal(2);
    }

    @Override
    public boolean isDataWatched() {
        return isTerminal(1);
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public boolean canAsk() {
        return isTerminal(0) && isTerminal(2);
    }

    @Override
    public Size size() {
        return new TerminalSize(System.getenv()).now();
    }

    @Override
    public void hideCursor() {
        if (cursorHidden.compareAndSet(false, true)) {
            out(HIDE_CURSOR);
        }
    }

    @Override
    public void showCursor() {
        if (cursorHidden.compareAndSet(true, false)) {
            out("\n" + SHOW_CURSOR);
        }
    }

    @Override
    public boolean isAbandoned() {
        return out.checkError();
    }

    @Override
    public Optional<String> lostOutput() {
        return out.trouble();
    }

    /** Asks the operating system where it says; elsewhere only a full console counts. */
    private boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return console.get() != null;
        }
    }

    @Override
    public Optional<String> ask(String question) {
        beginAsking();
        try {
            err(question);
            return readInputLine();
        } finally {
            endAsking();
        }
    }

    @Override
    public Optional<String> askSecret(String question) {
        Console hidden = console.get();
        if (hidden == null) {
            return Optional.empty();
        }
        err(question);
        char[] typed = hidden.readPassword();
        return Optional.ofNullable(typed).map(String::new).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<String> readInputLine() {
        try {
            BufferedReader reader = lines;
            if (reader == null) {
                reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                lines = reader;
            }
            return Optional.ofNullable(reader.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public int width() {
        return Math.max(Room.LEAST, lately().columns());
    }

    @Override
    public int height() {
        return lately().rows();
    }

    /** Who drags at a window sees a line of the old width for a second at most, and no more processes are started. */
    private synchronized Size lately() {
        long now = System.nanoTime();
        Size known = measured;
        if (known == null || now - measuredAt > MEASURED_EVERY.toNanos()) {
            known = measure();
            measured = known;
            measuredAt = System.nanoTime();
        }
        return known;
    }

    private Size measure() {
        TerminalSize terminal = new TerminalSize(System.getenv());
        return variable("COLUMNS").isEmpty() && (isWatched() || isDataWatched()) ? terminal.now() : terminal.said();
    }
}
