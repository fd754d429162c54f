package io.github.proxmoxtools.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;

/**
 * Runs a simulator as a process of its own.
 *
 * <p>{@code --port N} (0: any), {@code --profile 7.4|8.4|9.2}, {@code --nodes N}, {@code --guests N},
 * {@code --seed empty|small|ha|large}, {@code --speed F} (1: tasks take their real times). Prints the settings of a client
 * as KEY=VALUE lines, and runs until its standard input ends.
 */
public final class Main {
    private static final int WRONG_USAGE = 2;
    private static final int LAST_PORT = 65_535;

    private Main() {}

    /**
     * Starts the process.
     *
     * @param arguments the options
     * @throws IOException when standard input breaks
     */
    public static void main(String[] arguments) throws IOException {
        Simulator.Builder builder;
        try {
            builder = parse(List.of(arguments).iterator());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USAGE);
            return;
        }
        try (Simulator simulator = builder.start()) {
            print(simulator, System.out);
            waitForEndOf(System.in);
        }
    }

    static Simulator.Builder parse(Iterator<String> arguments) {
        Simulator.Builder builder = Simulator.builder().realTimes();
        while (arguments.hasNext()) {
            String option = arguments.next();
            if (!arguments.hasNext()) {
                throw new IllegalArgumentException("The option " + option + " needs a value.");
            }
            apply(builder, option, arguments.next());
        }
        return builder;
    }

    private static void apply(Simulator.Builder builder, String option, String value) {
        switch (option) {
            case "--port" -> builder.port(port(value));
            case "--profile" -> builder.profile(value);
            case "--nodes" -> builder.nodeCount(number(option, value));
            case "--guests" -> builder.guests(number(option, value));
            case "--seed" -> builder.seed(Seed.named(value));
            case "--speed" -> builder.taskSpeed(factor(value));
            default -> throw new IllegalArgumentException("Unknown option " + option
                    + "; there are --port, --profile, --nodes, --guests, --seed and --speed.");
        }
    }

    private static int port(String value) {
        int port = number("--port", value);
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("A port is a number from 0 to " + LAST_PORT + ", not " + value + ".");
        }
        return port;
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The option " + option + " needs a number, not '" + value + "'.", e);
        }
    }

    private static double factor(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The option --speed needs a number, not '" + value + "'.", e);
        }
    }

    private static void print(Simulator simulator, PrintStream out) {
        out.println("PROXMOX_HOST=" + String.join(",", simulator.hosts()));
        out.println("PROXMOX_FINGERPRINT=" + String.join(",", simulator.fingerprints()));
        out.println("PROXMOX_TOKEN_ID=" + simulator.adminTokenId());
        out.println("PROXMOX_TOKEN_SECRET=" + simulator.adminTokenSecret());
        out.flush();
    }

    private static void waitForEndOf(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
