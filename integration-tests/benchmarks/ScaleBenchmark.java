import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures how time and memory grow with the cluster and with the calls at once, in ratios of one run.
 *
 * <p>From the top of the repository, after {@code ./mvnw -q -DskipTests package}:
 * {@code java -p frontend-cli/target/modules --add-modules ALL-MODULE-PATH integration-tests/benchmarks/ScaleBenchmark.java}.
 * README.md beside this file says more.
 */
public final class ScaleBenchmark {
    private static final String BEGIN = "<!-- scale -->\n";
    private static final String END = "<!-- end of scale -->\n";
    private static final String SIMULATOR = "io.github.proxmoxtools.simulator";
    private static final String MODULES = "frontend-cli/target/modules";
    private static final String PROGRAM = Path.of("frontend-cli/target/image/bin/proxmox").toAbsolutePath().toString();
    private static final String TIME = "/usr/bin/time";
    private static final ApiPath VERSION = ApiPath.parse("/version");
    private static final List<Integer> GUESTS = List.of(100, 1_000, 10_000);
    private static final List<Integer> AT_ONCE = List.of(1, 10, 100, 1_000);
    private static final int WARM_UP = 300;

    private final Path scratch;
    private final int runs;
    private final List<String> rows = new ArrayList<>();

    private ScaleBenchmark(Path scratch, int runs) {
        this.scratch = scratch;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new LinkedHashMap<>(Map.of("--runs", "7", "--write", ""));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (options.replace(arguments[i], arguments[i + 1]) == null) {
                throw new IllegalArgumentException("options: --runs N, --write FILE");
            }
        }
        Path scratch = Files.createTempDirectory("scale",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            String report = new ScaleBenchmark(scratch, Integer.parseInt(options.get("--runs"))).report();
            System.out.print(report);
            if (!options.get("--write").isEmpty()) {
                write(Path.of(options.get("--write")), report);
            }
        } finally {
            try (Stream<Path> files = Files.walk(scratch)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
        }
    }

    private String report() throws Exception {
        rows.add("| guests | `proxmox vm list -o json` | curl, the same request | ratio | peak memory |\n|---|---|---|---|---|");
        for (int guests : GUESTS) {
            try (Cluster cluster = new Cluster("--seed", "large", "--nodes", "16", "--guests", Integer.toString(guests))) {
                list(cluster, guests);
            }
        }
        rows.add("");
        rows.add("| calls at once | all of them | as many one after another | ratio | peak memory of the process |\n|---|---|---|---|---|");
        try (Cluster cluster = new Cluster(); ProxmoxClient client = cluster.client()) {
            together(client, WARM_UP);
            oneAfterAnother(client, WARM_UP);
            for (int calls : AT_ONCE) {
                call(client, calls);
            }
        }
        return BEGIN + "\n## Scale\n\nMedians of " + runs + " in turns, over TLS, against a simulated cluster in a process of its own. "
                + "Written by\n`ScaleBenchmark.java`, " + LocalDate.now() + ", load "
                + Files.readString(Path.of("/proc/loadavg")).split(" ")[0] + " on "
                + Runtime.getRuntime().availableProcessors() + " processors.\n\n" + String.join("\n", rows) + "\n\n" + END;
    }

    private void list(Cluster cluster, int guests) throws Exception {
        List<Long> ours = new ArrayList<>();
        List<Long> curls = new ArrayList<>();
        for (int i = -1; i < runs; i++) {
            long one = cluster.nanosOf(PROGRAM, "vm", "list", "-o", "json");
            long other = cluster.nanosOf("curl", "--config", cluster.curl().toString());
            if (i >= 0) {
                ours.add(one);
                curls.add(other);
            }
        }
        Path peak = scratch.resolve("peak");
        cluster.nanosOf(TIME, "-f", "%M", "-o", peak.toString(), PROGRAM, "vm", "list", "-o", "json");
        rows.add(String.format(Locale.ROOT, "| %,d | %.0f ms | %.0f ms | %.1f | %d MiB |", guests, median(ours) / 1e6,
                median(curls) / 1e6, median(ours) / median(curls),
                Long.parseLong(Files.readString(peak).strip()) / 1024));
    }

    private void call(ProxmoxClient client, int calls) throws Exception {
        List<Long> together = new ArrayList<>();
        List<Long> single = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            together.add(together(client, calls));
            single.add(oneAfterAnother(client, calls));
        }
        rows.add(String.format(Locale.ROOT, "| %,d | %.1f ms | %.1f ms | %.2f | %d MiB |", calls, median(together) / 1e6,
                median(single) / 1e6, median(together) / median(single), peakOfThisProcess()));
    }

    private static long together(ProxmoxClient client, int calls) throws Exception {
        long before = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, calls)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> client.send(ApiRequest.get(VERSION)))).toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        return System.nanoTime() - before;
    }

    private static long oneAfterAnother(ProxmoxClient client, int calls) {
        long before = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            client.send(ApiRequest.get(VERSION));
        }
        return System.nanoTime() - before;
    }

    private static long peakOfThisProcess() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM")).map(line -> line.replaceAll("\\D+", ""))
                    .mapToLong(Long::parseLong).findFirst().orElse(0) / 1024;
        }
    }

    /** A simulator that ends with this. */
    private final class Cluster implements AutoCloseable {
        private final Process process;
        private final Map<String, String> settings = new LinkedHashMap<>();

        Cluster(String... options) throws IOException {
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-p", MODULES, "-m", SIMULATOR + "/" + SIMULATOR + ".Main", "--keys", "rsa"));
            command.addAll(List.of(options));
            process = new ProcessBuilder(command).redirectError(scratch.resolve("simulator.log").toFile()).start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            while (!settings.containsKey("PROXMOX_TOKEN_SECRET")) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException("The simulator does not start: "
                            + Files.readString(scratch.resolve("simulator.log")));
                }
                settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }

        private String host() {
            return settings.get("PROXMOX_HOST").split(",")[0];
        }

        ProxmoxClient client() {
            return ProxmoxClient.builder().host(Host.parse(host()))
                    .trust(Trust.Fingerprints.of(settings.get("PROXMOX_FINGERPRINT").split(",")))
                    .credentials(new Credentials.ApiToken(settings.get("PROXMOX_TOKEN_ID"),
                            settings.get("PROXMOX_TOKEN_SECRET")))
                    .build();
        }

        Path curl() throws IOException {
            return Files.writeString(scratch.resolve("curl.conf"), "silent\nshow-error\nfail\ninsecure\noutput = \"/dev/null\"\n"
                    + "header = \"Authorization: PVEAPIToken=" + settings.get("PROXMOX_TOKEN_ID") + "="
                    + settings.get("PROXMOX_TOKEN_SECRET") + "\"\nurl = \"https://" + host()
                    + "/api2/json/cluster/resources?type=vm\"\n");
        }

        long nanosOf(String... command) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD)
                    .redirectError(scratch.resolve("errors").toFile());
            builder.environment().keySet().retainAll(List.of("PATH"));
            builder.environment().put("HOME", scratch.toString());
            builder.environment().putAll(settings);
            long before = System.nanoTime();
            int status = builder.start().waitFor();
            long nanos = System.nanoTime() - before;
            if (status != 0) {
                throw new IllegalStateException(command[0] + " ended with " + status + ": "
                        + Files.readString(scratch.resolve("errors")));
            }
            return nanos;
        }

        @Override
        public void close() throws IOException, InterruptedException {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    private static double median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }

    private static void write(Path file, String report) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        Files.writeString(file, begin < 0
                ? text + "\n" + report
                : text.substring(0, begin) + report + text.substring(end + END.length()));
    }
}
