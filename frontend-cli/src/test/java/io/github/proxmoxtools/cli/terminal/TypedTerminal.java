package io.github.proxmoxtools.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A terminal in memory at which somebody types while the command runs. */
public final class TypedTerminal implements Terminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
    private volatile boolean attended;

    public void attend() {
        attended = true;
    }

    public void type(String line) {
        typed.add(line);
    }

    public synchronized String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public synchronized String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    public synchronized void awaitErr(String text) throws InterruptedException {
        while (!err().contains(text)) {
            wait();
        }
    }

    @Override
    public synchronized void out(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void err(String text) {
        err.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        notifyAll();
    }

    @Override
    public boolean isWatched() {
        return attended;
    }

    @Override
    public boolean isDataWatched() {
        return false;
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

    /** A line that is awaited cannot be interrupted, as on a real terminal. */
    @Override
    public Optional<String> readInputLine() {
        while (true) {
            try {
                return Optional.of(typed.take());
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.empty();
    }

    @Override
    public int width() {
        return 80;
    }
}
