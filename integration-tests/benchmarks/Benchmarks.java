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
    private static final String FETCH = "Node's fetch, the same request";
    private static final String LIST = "`proxmox vm list`";
    private static final String VERSION = "`proxmox --version`, no connection";
    private static final String MCP = "`proxmox-mcp`, start to `tools/list` answered";
    private static final String PEER = "the same tools by Node and the TypeScript SDK, as documented";
    private static final String FAST_PEER = "the same, by the SDK's low-level server";
    private static final Path CLIENTS = Path.of("integration-tests", "clients").toAbsolutePath();
    private static final Path PEER_SDK = CLIENTS.resolve("node_modules/@modelcontextprotocol/sdk");
    private static final String TOOLS = "tools.json";
    private static final int CALLS_TO_WARM_UP = 200;
    private static final int CALLS = 300;
    private static final double MOST_MILLIS = 200;
    private static final double MOST_OF_PEER = 0.6;

    private static final Path TRIMMED_CLI = Path.of("target/images/proxmox/bin/proxmox").toAbsolutePath();
    private static final Path TRIMMED_MCP = Path.of("target/images/proxmox-mcp/bin/proxmox-mcp").toAbsolutePath();
    private static final String END = "<!-- end of processes -->\n";

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
                write(report.get(), text);
            }
        } finally {
            try (Stream<Path> files = Files.walk(scratch)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** Replaces what stood there, and keeps what people and other benchmarks wrote below it. */
    private static void write(Path file, String text) throws IOException {
        String old = Files.exists(file) ? Files.readString(file) : "";
        int end = old.indexOf(END);
        Files.writeString(file, text + END + (end < 0 ? "" : old.substring(end + END.length())));
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
            subjects.put(MCP, prefix -> listsTools(prefix, mcpCommand()));
            boolean withPeers = Files.isDirectory(PEER_SDK);
            if (withPeers) {
                Path fetch = writeFetch();
                subjects.put(FETCH, prefix -> process(prefix, "env", "NODE_TLS_REJECT_UNAUTHORIZED=0", "NODE_NO_WARNINGS=1",
                        node(), fetch.toString()));
                writeToolsForPeers();
                subjects.put(PEER, prefix -> listsTools(prefix, peerCommand("documented")));
                subjects.put(FAST_PEER, prefix -> listsTools(prefix, peerCommand("low-level")));
            }
            addTrimmed(subjects);
            List<Row> rows = measure(subjects);
            return report(rows, withPeers ? againstPeers(rows) : "");
        } finally {
            simulator.getOutputStream().close();
            if (!simulator.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                simulator.destroyForcibly();
            }
        }
    }

    /** The images that README.md tells to link, where they are. */
    private void addTrimmed(Map<String, Subject> subjects) {
        if (Files.isExecutable(TRIMMED_CLI) && Files.isExecutable(TRIMMED_MCP)) {
            subjects.put("`proxmox node list` of an image with infra only, sealed to reading",
                    prefix -> process(prefix, TRIMMED_CLI.toString(), "node", "list"));
            subjects.put("`proxmox-mcp` with vm only, sealed to reading, without HTTP, to `tools/list`",
                    prefix -> listsTools(prefix, List.of(TRIMMED_MCP.toString())));
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
                modules.toString(), "-m", SIMULATOR + "/" + SIMULATOR + ".Main", "--keys", "rsa").redirectError(log.toFile()).start();
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

    private static List<String> mcpCommand() {
        return List.of(image("mcp", "proxmox-mcp").toString());
    }

    /** Verifies nothing, as curl does not. */
    private Path writeFetch() throws IOException {
        return Files.writeString(scratch.resolve("fetch.mjs"), "const answer = await fetch('https://" + firstHost() + REQUEST
                + "', { headers: { Authorization: 'PVEAPIToken=" + settings.get("PROXMOX_TOKEN_ID") + "="
                + settings.get("PROXMOX_TOKEN_SECRET") + "' } });\n"
                + "if (!answer.ok || (await answer.json()).data.length === 0) process.exit(1);\n");
    }

    /** The peers offer what ours offers. */
    private void writeToolsForPeers() throws IOException, InterruptedException {
        try (Server server = new Server(List.of(), mcpCommand())) {
            Files.writeString(scratch.resolve(TOOLS), server.listTools());
        }
    }

    private List<String> peerCommand(String way) throws IOException {
        return List.of(node(), CLIENTS.resolve("support/peer-server.mjs").toString(), scratch.resolve(TOOLS).toString(),
                way);
    }

    /** The one beside the peers' packages, else whichever there is. */
    private static String node() throws IOException {
        try (Stream<Path> packages = Files.list(CLIENTS.resolve("node_modules"))) {
            return packages.filter(each -> each.getFileName().toString().startsWith("node-linux-"))
                    .map(each -> each.resolve("bin/node")).filter(Files::isExecutable).findFirst()
                    .map(Path::toString).orElse("node");
        }
    }

    /** From before the process is made until it has listed its tools. */
    private long listsTools(List<String> prefix, List<String> command) throws IOException, InterruptedException {
        long before = System.nanoTime();
        try (Server server = new Server(prefix, command)) {
            server.listTools();
            return System.nanoTime() - before;
        }
    }

    private String againstPeers(List<Row> rows) throws IOException, InterruptedException {
        double ours = millis(rows, MCP);
        return String.format(Locale.ROOT,
                "%n`proxmox vm list`: %.2f of Node's fetch.%nStart to `tools/list` answered, `proxmox-mcp`: %.0f ms (aim: at most "
                        + "%.0f); %.2f of Node as documented (aim: at most %.1f),%n%.2f of Node's low-level server.%n",
                millis(rows, LIST) / millis(rows, FETCH), ours, MOST_MILLIS, ours / millis(rows, PEER), MOST_OF_PEER, ours / millis(rows, FAST_PEER)) + calls();
    }

    private static double millis(List<Row> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow().millis();
    }

    /** Calls of both in turns, when both are warm. */
    private String calls() throws IOException, InterruptedException {
        List<Long> ours = new ArrayList<>();
        List<Long> peers = new ArrayList<>();
        try (Server server = new Server(List.of(), mcpCommand());
                Server peer = new Server(List.of(), peerCommand("documented"))) {
            server.listTools();
            peer.listTools();
            for (int i = 0; i < CALLS_TO_WARM_UP + CALLS; i++) {
                long one = server.call();
                long other = peer.call();
                if (i >= CALLS_TO_WARM_UP) {
                    ours.add(one);
                    peers.add(other);
                }
            }
        }
        return String.format(Locale.ROOT,
                "A warm call of `proxmox_cluster_version`, median of %d in turns: %.2f ms, Node %.2f ms (%.2f of it).%n",
                CALLS, median(ours) / 1e6, median(peers) / 1e6, median(ours) / median(peers));
    }

    /** An MCP server on standard streams that was greeted. */
    private final class Server implements AutoCloseable {
        private final String name;
        private final Path errors = scratch.resolve("errors");
        private final Process process;
        private final Writer requests;
        private final BufferedReader answers;

        Server(List<String> prefix, List<String> command) throws IOException, InterruptedException {
            name = command.get(0);
            process = prepare(prefix, command.toArray(String[]::new)).redirectError(errors.toFile()).start();
            requests = process.outputWriter(StandardCharsets.UTF_8);
            answers = process.inputReader(StandardCharsets.UTF_8);
            expect(ask("""
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                    "capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}}
                    """), "\"serverInfo\"");
        }

        private String ask(String lines) throws IOException, InterruptedException {
            requests.write(lines);
            requests.flush();
            return within(answers::readLine, process);
        }

        String listTools() throws IOException, InterruptedException {
            String answer = ask("""
                    {"jsonrpc":"2.0","method":"notifications/initialized"}
                    {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                    """);
            expect(answer, "proxmox_vm_list");
            return answer;
        }

        /** Nanoseconds that a call takes. */
        long call() throws IOException, InterruptedException {
            long before = System.nanoTime();
            String answer = ask("""
                    {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"proxmox_cluster_version",\
                    "arguments":{}}}
                    """);
            long nanos = System.nanoTime() - before;
            expect(answer, "repoid");
            return nanos;
        }

        @Override
        public void close() throws IOException {
            requests.close();
            try {
                awaitEnd(process, name);
                succeeded(process, name, errors);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            } finally {
                answers.close();
            }
        }
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

    private String report(List<Row> rows, String againstPeers) throws IOException, InterruptedException {
        Row yardstick = rows.get(0);
        StringBuilder text = new StringBuilder(512);
        text.append("# Benchmarks\n\nWhole processes, from their start: the linked images against a simulated cluster in ")
                .append("a process of its own on the same\nmachine, over TLS, and curl for the same request. Medians of ")
                .append(runs).append(" runs that took turns; in parentheses the quartiles.\nWritten by `java ")
                .append("integration-tests/benchmarks/Benchmarks.java --write docs/BENCHMARKS.md`.\n\n")
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
        text.append(againstPeers);
        text.append("\nWall time grows with what else the machine does, CPU time hardly (to 10 ms).\n")
                .append("curl and Node's fetch do not verify the certificate; `proxmox` compares it with a pinned fingerprint. The key is RSA with\n2,048 bits.\n\n")
                .append("- Machine: ").append(machine()).append('\n');
        text.append("- Load when it was measured (1 minute): ").append(load()).append('\n');
        text.append("- Versions: ").append(firstLine(image("cli", "proxmox").toString(), "--version")).append("; ")
                .append(firstLine("curl", "--version").replaceFirst("^(curl \\S+).*", "$1")).append('\n');
        if (!againstPeers.isEmpty()) {
            text.append("- Node: ").append(firstLine(node(), "--version")).append(", @modelcontextprotocol/sdk ")
                    .append(find(PEER_SDK.resolve("package.json").toString(), "    \"version\"").orElse("unknown")
                            .replaceAll("[\",]", ""))
                    .append('\n');
        }
        text.append("- Sizes, in MB without the AOT cache and of the cache: ").append(sizes()).append('\n');
        text.append("- Date: ").append(LocalDate.now()).append('\n');
        return text.toString();
    }

    private static String sizes() throws IOException {
        Map<String, Path> images = new LinkedHashMap<>();
        images.put("`proxmox`", image("cli", "proxmox"));
        images.put("`proxmox-mcp`", image("mcp", "proxmox-mcp"));
        images.put("`proxmox`, infra, read", TRIMMED_CLI);
        images.put("`proxmox-mcp`, vm, read, no HTTP", TRIMMED_MCP);
        List<String> sizes = new ArrayList<>();
        for (Map.Entry<String, Path> image : images.entrySet()) {
            if (Files.exists(image.getValue())) {
                Path root = image.getValue().getParent().getParent();
                long cache = Files.size(root.resolve("lib").resolve(image.getValue().getFileName() + ".aot"));
                try (Stream<Path> files = Files.walk(root)) {
                    long all = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
                    sizes.add(String.format(Locale.ROOT, "%s %.1f + %.1f", image.getKey(), (all - cache) / 1e6, cache / 1e6));
                }
            }
        }
        return String.join("; ", sizes);
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
