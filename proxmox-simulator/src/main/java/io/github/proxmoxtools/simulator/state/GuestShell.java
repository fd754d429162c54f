package io.github.proxmoxtools.simulator.state;

import io.github.proxmoxtools.simulator.state.GuestAgent.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few programs that a simulated Linux has. */
public final class GuestShell {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");
    private static final int NOT_FOUND = 127;
    private static final String KERNEL = "6.1.0-28-amd64";

    private final GuestAgent agent;
    private final String hostname;
    private final String input;

    /**
     * What a program will have come to.
     *
     * @param lasts how long it runs
     * @param outcome what comes of it
     */
    public record Run(Duration lasts, Outcome outcome) {}

    /**
     * A shell in a guest.
     *
     * @param agent what its agent reaches
     * @param hostname its name
     * @param input the standard input
     */
    public GuestShell(GuestAgent agent, String hostname, String input) {
        this.agent = agent;
        this.hostname = hostname;
        this.input = input;
    }

    /**
     * Runs a program.
     *
     * @param command the program and its arguments
     * @return what comes of it, empty when there is no such program
     */
    public Optional<Run> run(List<String> command) {
        List<String> arguments = command.subList(1, command.size());
        String program = command.getFirst().replaceFirst("^(/usr)?/s?bin/", "");
        return switch (program) {
            case "true" -> at(0, "", "");
            case "false" -> at(1, "", "");
            case "echo" -> at(0, String.join(" ", arguments) + "\n", "");
            case "hostname" -> at(0, hostname + "\n", "");
            case "whoami" -> at(0, "root\n", "");
            case "pwd" -> at(0, "/\n", "");
            case "uname" -> at(0, uname(arguments) + "\n", "");
            case "cat" -> cat(arguments);
            case "ls" -> ls(arguments);
            case "sleep" -> sleep(arguments);
            case "sh", "bash" -> shell(program, arguments);
            default -> Optional.empty();
        };
    }

    private static Optional<Run> at(int code, String out, String err) {
        return Optional.of(new Run(Duration.ZERO, new Outcome(code, out, err)));
    }

    private String uname(List<String> arguments) {
        return switch (arguments.isEmpty() ? "-s" : arguments.getFirst()) {
            case "-r" -> KERNEL;
            case "-n" -> hostname;
            case "-m" -> "x86_64";
            case "-a" -> "Linux " + hostname + " " + KERNEL
                    + " #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 x86_64 GNU/Linux";
            default -> "Linux";
        };
    }

    private Optional<Run> cat(List<String> paths) {
        if (paths.isEmpty()) {
            return at(0, input, "");
        }
        var out = new StringBuilder();
        var err = new StringBuilder();
        for (String path : paths) {
            read(path).ifPresentOrElse(out::append,
                    () -> err.append("cat: ").append(path).append(": No such file or directory\n"));
        }
        return at(err.isEmpty() ? 0 : 1, out.toString(), err.toString());
    }

    private Optional<String> read(String path) {
        if (path.equals("/etc/hostname")) {
            return Optional.of(hostname + "\n");
        }
        return Optional.ofNullable(agent.files().get(path)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<Run> ls(List<String> arguments) {
        List<String> paths = arguments.stream().filter(argument -> !argument.startsWith("-")).toList();
        String path = paths.isEmpty() ? "/" : paths.getFirst();
        if (read(path).isPresent()) {
            return at(0, path + "\n", "");
        }
        return agent.list(path).map(names -> at(0, names.isEmpty() ? "" : String.join("\n", names) + "\n", ""))
                .orElseGet(() -> at(2, "", "ls: cannot access '" + path + "': No such file or directory\n"));
    }

    private static Optional<Run> sleep(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().matches("\\d+(\\.\\d+)?")) {
            return at(1, "", arguments.isEmpty()
                    ? "sleep: missing operand\n"
                    : "sleep: invalid time interval '" + arguments.getFirst() + "'\n");
        }
        long millis = (long) (Double.parseDouble(arguments.getFirst()) * 1000);
        return Optional.of(new Run(Duration.ofMillis(millis), new Outcome(0, "", "")));
    }

    /** A command line of simple commands, one after the other. */
    private Optional<Run> shell(String shell, List<String> arguments) {
        String line = arguments.size() > 1 && arguments.getFirst().matches("-l?c") ? arguments.get(1) : input;
        var out = new StringBuilder();
        var err = new StringBuilder();
        Duration lasts = Duration.ZERO;
        int code = 0;
        Matcher parts = Pattern.compile("(.+?)(&&|\\|\\||;|\\n|$)").matcher(line);
        boolean skipped = false;
        while (parts.find()) {
            if (!skipped) {
                Run run = simple(shell, words(parts.group(1)));
                lasts = lasts.plus(run.lasts());
                code = run.outcome().exitCode();
                out.append(run.outcome().out());
                err.append(run.outcome().err());
            }
            skipped = (parts.group(2).equals("&&") && code != 0) || (parts.group(2).equals("||") && code == 0);
        }
        return Optional.of(new Run(lasts, new Outcome(code, out.toString(), err.toString())));
    }

    private Run simple(String shell, List<String> words) {
        if (words.isEmpty()) {
            return new Run(Duration.ZERO, new Outcome(0, "", ""));
        }
        if (words.getFirst().equals("exit")) {
            int code = words.size() > 1 && words.get(1).matches("\\d{1,3}") ? Integer.parseInt(words.get(1)) : 0;
            return new Run(Duration.ZERO, new Outcome(code, "", ""));
        }
        boolean toError = words.getLast().matches("1?>&2");
        List<String> plain = toError ? words.subList(0, words.size() - 1) : words;
        Run run = run(plain).orElseGet(() -> new Run(Duration.ZERO,
                new Outcome(NOT_FOUND, "", shell + ": 1: " + words.getFirst() + ": not found\n")));
        return toError
                ? new Run(run.lasts(), new Outcome(run.outcome().exitCode(), "",
                        run.outcome().err() + run.outcome().out()))
                : run;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    /** {@return what the agent tells of the operating system} */
    public static Map<String, Object> operatingSystem() {
        return Map.of("id", "debian", "name", "Debian GNU/Linux", "version", "12 (bookworm)", "version-id", "12",
                "pretty-name", "Debian GNU/Linux 12 (bookworm)", "machine", "x86_64", "kernel-release", KERNEL,
                "kernel-version", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1");
    }
}
