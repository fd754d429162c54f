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
 * {@code --seed empty|small|ha|large}, {@code --speed F} (1: tasks take their real times), {@code --keys ec|rsa}. Prints the settings of a client
 * as KEY=VALUE lines, and runs until its standard input ends.
 */
public final class Main {
    private static final int WRONG_USAGE = 2;

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
            if (!option.startsWith("--")) {
                throw new IllegalArgumentException("Options begin with --, unlike " + option + ".");
            }
            SimulatorOptions.apply(builder, option.substring(2), arguments.next());
        }
        return builder;
    }

    private static void print(Simulator simulator, PrintStream out) {
        out.println("PROXMOX_HOST=" + String.join(",", simulator.hosts()));
        out.println("PROXMOX_FINGERPRINT=" + String.join(",", simulator.fingerprints()));
        out.println("PROXMOX_TOKEN_ID=" + simulator.adminTokenId());
        out.println("PROXMOX_TOKEN_SECRET=" + simulator.adminTokenSecret());
        // The nodes tell each other addresses at which nothing listens.
        out.println("PROXMOX_LEARN_MEMBERS=false");
        out.flush();
    }

    private static void waitForEndOf(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
