package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.tls.KeyKind;

/** Options of a simulator as texts, as command lines have them. */
final class SimulatorOptions {
    private static final int LAST_PORT = 65_535;

    private SimulatorOptions() {}

    /** Chooses; an {@link IllegalArgumentException} says what is wrong with the option. */
    static void apply(Simulator.Builder builder, String option, String value) {
        switch (option) {
            case "port" -> builder.port(port(value));
            case "profile" -> builder.profile(value);
            case "nodes" -> builder.nodeCount(number(option, value));
            case "guests" -> builder.guests(number(option, value));
            case "seed" -> builder.seed(Seed.named(value));
            case "speed" -> builder.taskSpeed(factor(value));
            case "keys" -> builder.keys(KeyKind.named(value));
            default -> throw new IllegalArgumentException("Unknown option --" + option
                    + "; there are --port, --profile, --nodes, --guests, --seed, --speed and --keys.");
        }
    }

    private static int port(String value) {
        int port = number("port", value);
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("A port is a number from 0 to " + LAST_PORT + ", not " + value + ".");
        }
        return port;
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The option --" + option + " needs a number, not '" + value + "'.", e);
        }
    }

    private static double factor(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The option --speed needs a number, not '" + value + "'.", e);
        }
    }
}
