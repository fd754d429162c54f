import io.github.proxmoxtools.simulator.Seed;
import io.github.proxmoxtools.simulator.Simulator;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures one command for many guests: side by side over one after another, in one run and in turns.
 *
 * <p>From the top of the repository, after {@code ./mvnw -q -DskipTests package}:
 * {@code java -p frontend-cli/target/modules --add-modules ALL-MODULE-PATH integration-tests/benchmarks/BulkBenchmark.java}.
 * README.md beside this file says more.
 */
public final class BulkBenchmark {
    private static final int FIRST_ID = 50_000;
    private static final double AIM = 0.2;
    private static final int PATIENCE_MINUTES = 30;

    private final Simulator simulator;
    private final Map<String, String> options;
    private final Path scratch;

    private BulkBenchmark(Simulator simulator, Map<String, String> options, Path scratch) {
        this.simulator = simulator;
        this.options = options;
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new LinkedHashMap<>(Map.of("--guests", "50", "--parallel", "10", "--runs", "3",
                "--program", "frontend-cli/target/image/bin/proxmox"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || options.replace(arguments[i], arguments[i + 1]) == null) {
                throw new IllegalArgumentException("options: --guests N, --parallel N, --runs N, --program FILE");
            }
        }
        if (!Files.isExecutable(Path.of(options.get("--program")))) {
            throw new IllegalArgumentException("no program " + options.get("--program")
                    + ". From the top of the repository: ./mvnw -q -DskipTests package");
        }
        Path scratch = Files.createTempDirectory("bulk-benchmark");
        try (Simulator simulator = Simulator.builder().seed(Seed.LARGE).realTimes().start()) {
            new BulkBenchmark(simulator, options, scratch).measure();
        } finally {
            Files.deleteIfExists(scratch.resolve("errors"));
            Files.delete(scratch);
        }
    }

    private int number(String option) {
        return Integer.parseInt(options.get(option));
    }

    private List<Integer> guests() {
        return IntStream.range(FIRST_ID, FIRST_ID + number("--guests")).boxed().toList();
    }

    private void measure() throws IOException, InterruptedException {
        List<String> nodes = simulator.nodes();
        guests().forEach(vmid -> simulator.state().addVirtualMachine(vmid, nodes.get(vmid % nodes.size()), "bulk-" + vmid)
                .set(vmid, "tags", "bulk"));
        start(number("--parallel"));
        List<Long> one = new ArrayList<>();
        List<Long> many = new ArrayList<>();
        for (int run = 0; run < number("--runs"); run++) {
            many.add(start(number("--parallel")));
            one.add(start(1));
        }
        double ratio = (double) median(many) / median(one);
        System.out.printf(Locale.ROOT, "| what | side by side | one after another | ratio | aim |%n|---|---|---|---|---|%n"
                + "| `vm start --selector` of %d guests among 1,000, `--parallel %d` | %.1f s | %.1f s | %.2f | at most %.1f |%n",
                number("--guests"), number("--parallel"), median(many) / 1e9, median(one) / 1e9, ratio, AIM);
    }

    /** The whole process, from before it is made until it has ended; all guests are off before, and on after it. */
    private long start(int parallel) throws IOException, InterruptedException {
        guests().forEach(vmid -> simulator.state().power(vmid, false));
        Path errors = scratch.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(options.get("--program"), "vm", "start", "--selector", "tags~bulk",
                "--parallel", Integer.toString(parallel)).redirectOutput(Redirect.DISCARD).redirectError(errors.toFile());
        builder.environment().putAll(Map.of("HOME", scratch.toString(), "PROXMOX_HOST", String.join(",", simulator.hosts()),
                "PROXMOX_FINGERPRINT", String.join(",", simulator.fingerprints()), "PROXMOX_TOKEN_ID",
                simulator.adminTokenId(), "PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret(),
                "PROXMOX_LEARN_MEMBERS", "false"));
        builder.environment().keySet().remove("XDG_CONFIG_HOME");
        long before = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("It takes longer than " + PATIENCE_MINUTES + " minutes");
        }
        long nanos = System.nanoTime() - before;
        long on = guests().stream().filter(simulator.state()::isRunning).count();
        if (process.exitValue() != 0 || on != number("--guests")) {
            throw new IllegalStateException("exit code " + process.exitValue() + ", " + on + " guests run: "
                    + Files.readString(errors));
        }
        return nanos;
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2);
    }
}
