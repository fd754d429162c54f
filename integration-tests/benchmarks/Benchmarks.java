import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Measures whole processes of the linked images against a simulator in a process of its own, with curl as the yardstick.
 *
 * <p>Run from the top of the repository: {@code java integration-tests/benchmarks/Benchmarks.java}. README.md beside this
 * file says more.
 */
public final class Benchmarks {
    private static final int WARM_UP = 2;
    private static final int MEMORY_RUNS = 5;
    private static final int PATIENCE_SECONDS = 60;
    private static final Path TIME = Path.of("/usr/bin/time");
    private static final String SIMULATOR = "io.github.proxmoxtools.simulator";
    private static final String REQUEST = "/api2/json/cluster/resources?type=vm";
    private static final String CURL = "curl, the same request";
    private static final String LIST = "`proxmox vm list`";
    private static final String VERSION = "`proxmox --version`, no connection";
    private static final String MCP = "`proxmox-mcp`, start to `tools/list` answered";

    private final Path scratch;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int runs;

    private Benchmarks(Path scratch, int runs) {
        this.scratch = scratch;
        this.runs = runs;
    }

    /** Something to measure: runs once, behind a prefix, and gives its nanoseconds. */
    private interface Subject {
        long run(List<String> prefix) throws IOException, InterruptedException;
    }

    /** What came out. */
    private record Row(String name, List<Long> nanos, List<Long> cpuMillis, List<Long> kibibytes) {
        double millis() {
            return median(nanos) / 1e6;
        }

        double quartile(int which) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return sorted.get(Math.min(sorted.size() - 1, sorted.size() * which / 4)) / 1e6;
        }

        double mebibytes() {
            return median(kibibytes) / 1024.0;
        }
    }

    public static void main(String[] arguments) throws Exception {
        int runs = 21;
        Optional<Path> report = Optional.empty();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || !Set.of("--runs", "--write").contains(arguments[i])) {
                System.err.println("usage: java integration-tests/benchmarks/Benchmarks.java [--runs N] [--write FILE]");
                System.exit(2);
            }
            if (arguments[i].equals("--runs")) {
                runs = Math.max(1, Integer.parseInt(arguments[i + 1]));
            } else {
                report = Optional.of(Path.of(arguments[i + 1]));
            }
        }
        if (!Files.isExecutable(image("cli", "proxmox")) || !Files.isExecutable(image("mcp", "proxmox-mcp"))) {
            System.err.println("No images here. From the top of the repository: ./mvnw -q -DskipTests package");
            System.exit(2);
        }
        Path scratch = Files.createTempDirectory("benchmarks",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            String text = new Benchmarks(scratch, runs).measure();
            System.out.print(text);
            if (report.isPresent()) {
                Files.writeString(report.get(), text);
            }
        } finally {
            try (Stream<Path> files = Files.walk(scratch)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static Path image(String frontend, String program) {
        return Path.of("frontend-" + frontend, "target", "image", "bin", program).toAbsolutePath();
    }

    private String measure() throws Exception {
        Process simulator = startSimulator();
        try {
            Path curlSettings = scratch.resolve("curl.conf");
            Files.writeString(curlSettings, "silent\nshow-error\nfail\ninsecure\noutput = \"/dev/null\"\nheader = "
                    + "\"Authorization: PVEAPIToken=" + settings.get("PROXMOX_TOKEN_ID") + "="
                    + settings.get("PROXMOX_TOKEN_SECRET") + "\"\nurl = \"https://" + firstHost() + REQUEST + "\"\n");
            Map<String, Subject> subjects = new LinkedHashMap<>();
            subjects.put(CURL, prefix -> process(prefix, "curl", "--config", curlSettings.toString()));
            subjects.put(VERSION, prefix -> process(prefix, image("cli", "proxmox").toString(), "--version"));
            subjects.put(LIST, prefix -> process(prefix, image("cli", "proxmox").toString(), "vm", "list"));
            subjects.put(MCP, this::mcp);
            return report(measure(subjects));
        } finally {
            simulator.getOutputStream().close();
            if (!simulator.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                simulator.destroyForcibly();
            }
        }
    }

    /** Takes turns, so that what else the machine does meets all of them. */
    private List<Row> measure(Map<String, Subject> subjects) throws IOException, InterruptedException {
        List<Row> rows = subjects.keySet().stream().map(name -> new Row(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
                .toList();
        for (int i = 0; i < WARM_UP + runs; i++) {
            for (Row row : rows) {
                long nanos = subjects.get(row.name()).run(List.of());
                if (i >= WARM_UP) {
                    row.nanos().add(nanos);
                }
            }
        }
        // In runs of their own: what measures this takes time itself.
        for (int i = 0; Files.isExecutable(TIME) && i < MEMORY_RUNS; i++) {
            for (Row row : rows) {
                Path peak = scratch.resolve("peak");
                subjects.get(row.name()).run(List.of(TIME.toString(), "-f", "%M %U %S", "-o", peak.toString()));
                String[] used = Files.readString(peak).strip().split(" ");
                row.kibibytes().add(Long.parseLong(used[0]));
                row.cpuMillis().add(
                        Math.round(1000 * (Double.parseDouble(used[1]) + Double.parseDouble(used[2]))));
            }
        }
        return rows;
    }

    private Process startSimulator() throws Exception {
        Path modules = Path.of("frontend-cli", "target", "modules");
        Path log = scratch.resolve("simulator.log");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-p",
                modules.toString(), "-m", SIMULATOR + "/" + SIMULATOR + ".Main").redirectError(log.toFile()).start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        while (!settings.containsKey("PROXMOX_TOKEN_SECRET")) {
            String line = within(lines::readLine, process);
            if (line == null) {
                throw new IllegalStateException("The simulator does not start: " + Files.readString(log));
            }
            settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return process;
    }

    private String firstHost() {
        return settings.get("PROXMOX_HOST").split(",")[0];
    }

    /** From before the process is made until it has ended. */
    private long process(List<String> prefix, String... command) throws IOException, InterruptedException {
        Path errors = scratch.resolve("errors");
        ProcessBuilder builder = prepare(prefix, command).redirectOutput(Redirect.DISCARD)
                .redirectError(errors.toFile());
        long before = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        awaitEnd(process, command[0]);
        long nanos = System.nanoTime() - before;
        succeeded(process, command[0], errors);
        return nanos;
    }

    /** From before the process is made until it has listed its tools. */
    private long mcp(List<String> prefix) throws IOException, InterruptedException {
        Path errors = scratch.resolve("errors");
        String program = image("mcp", "proxmox-mcp").toString();
        ProcessBuilder builder = prepare(prefix, program).redirectError(errors.toFile());
        long before = System.nanoTime();
        Process process = builder.start();
        long nanos;
        try (Writer requests = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            requests.write("""
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                    "capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}}
                    """);
            requests.flush();
            expect(within(answers::readLine, process), "\"serverInfo\"");
            requests.write("""
                    {"jsonrpc":"2.0","method":"notifications/initialized"}
                    {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                    """);
            requests.flush();
            expect(within(answers::readLine, process), "proxmox_vm_list");
            nanos = System.nanoTime() - before;
        }
        awaitEnd(process, program);
        succeeded(process, program, errors);
        return nanos;
    }

    /** Nothing of the surroundings reaches the process but where the server is. */
    private ProcessBuilder prepare(List<String> prefix, String... command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().put("HOME", scratch.toString());
        builder.environment().putAll(settings);
        return builder;
    }

    private static void awaitEnd(Process process, String what) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(what + " does not end");
        }
    }

    private static void succeeded(Process process, String what, Path errors) throws IOException {
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    what + " ended with " + process.exitValue() + ": " + Files.readString(errors));
        }
    }

    private static void expect(String line, String part) {
        if (line == null || !line.contains(part)) {
            throw new IllegalStateException("Expected " + part + ", got " + line);
        }
    }

    private interface Reading {
        String line() throws IOException;
    }

    private static String within(Reading reading, Process process) throws InterruptedException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return reading.line();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            return line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("No answer", e);
        }
    }

    private static double median(List<Long> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        int middle = sorted.length / 2;
        return LongStream.of(sorted).skip(sorted.length % 2 == 0 ? middle - 1 : middle)
                .limit(sorted.length % 2 == 0 ? 2 : 1).average().orElseThrow();
    }

    private String report(List<Row> rows) throws IOException, InterruptedException {
        Row yardstick = rows.get(0);
        StringBuilder text = new StringBuilder(512);
        text.append("# Benchmarks\n\nWhole processes, from their start: the linked images against a simulated cluster in ")
                .append("a process of its own on the same\nmachine, over TLS, and curl for the same request. Medians of ")
                .append(runs).append(" runs that took turns; in parentheses the quartiles.\nWritten by `java ")
                .append("integration-tests/benchmarks/Benchmarks.java --write docs/benchmarks.md`.\n\n")
                .append("| what | wall time | × curl | CPU time | peak memory | × curl |\n|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "| %s | %.0f ms (%.0f–%.0f) | %.1f | %s | %s | %s |%n", row.name(),
                    row.millis(), row.quartile(1), row.quartile(3), row.millis() / yardstick.millis(),
                    row.cpuMillis().isEmpty() ? "–" : String.format(Locale.ROOT, "%.0f ms", median(row.cpuMillis())),
                    row.kibibytes().isEmpty() ? "–" : String.format(Locale.ROOT, "%.0f MiB", row.mebibytes()),
                    row.kibibytes().isEmpty()
                            ? "–"
                            : String.format(Locale.ROOT, "%.1f", row.mebibytes() / yardstick.mebibytes())));
        }
        if (rows.get(0).kibibytes().isEmpty()) {
            text.append("\nCPU time and peak memory need ").append(TIME).append(", which is not here.\n");
        }
        text.append("\nWall time grows with what else the machine does, CPU time hardly (to 10 ms).\n")
                .append("curl does not verify the certificate; `proxmox` compares it with a pinned fingerprint.\n\n")
                .append("- Machine: ").append(machine()).append('\n');
        text.append("- Load when it was measured (1 minute): ").append(load()).append('\n');
        text.append("- Versions: ").append(firstLine(image("cli", "proxmox").toString(), "--version")).append("; ")
                .append(firstLine("curl", "--version").replaceFirst("^(curl \\S+).*", "$1")).append('\n');
        text.append("- Date: ").append(LocalDate.now()).append('\n');
        return text.toString();
    }

    private static String machine() throws IOException {
        return Runtime.getRuntime().availableProcessors() + " × "
                + find("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")) + ", "
                + find("/proc/meminfo", "MemTotal")
                        .map(total -> Math.round(Double.parseDouble(total.split(" ")[0]) / (1024 * 1024)) + " GiB, ")
                        .orElse("")
                + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.isReadable(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }

    private static Optional<String> find(String file, String key) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key)).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }

    private String firstLine(String... command) throws IOException, InterruptedException {
        Process process = prepare(List.of(), command).redirectError(Redirect.DISCARD).start();
        process.getOutputStream().close();
        String line = within(process.inputReader(StandardCharsets.UTF_8)::readLine, process);
        awaitEnd(process, command[0]);
        return String.valueOf(line);
    }
}
