package io.github.proxmoxtools.cli.terminal;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A terminal in memory at which somebody types while the command runs, and where pauses take their time. */
public final class TypedTerminal extends FakeTerminal {
    private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();

    public void type(String line) {
        typed.add(line);
    }

    public synchronized void awaitErr(String text) throws InterruptedException {
        while (!err().contains(text)) {
            wait();
        }
    }

    @Override
    public synchronized void err(String text) {
        super.err(text);
        notifyAll();
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
    public Pace pace() {
        return Pace.REAL;
    }
}
