import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.client.Upload;
import io.github.proxmoxtools.client.UploadSource;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.Simulator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;

/**
 * Measures the client library against what stands below it and beside it, in ratios of one run.
 *
 * <p>From the top of the repository, after {@code ./mvnw -q -DskipTests package}:
 * {@code java -p frontend-cli/target/modules --add-modules ALL-MODULE-PATH integration-tests/benchmarks/ClientBenchmarks.java}.
 * README.md beside this file says more.
 */
public final class ClientBenchmarks {
    private static final String BEGIN = "<!-- client -->\n";
    private static final String END = "<!-- end of client -->\n";
    private static final String MODULES = "frontend-cli/target/modules";
    private static final ApiPath VERSION = ApiPath.parse("/version");
    /** Answered by the inner daemon: with two Connection headers. */
    private static final ApiPath PRIVILEGED = ApiPath.parse("/access/users");

    private final Simulator simulator;
    private final Path scratch;
    private final int calls;
    private final List<String> rows = new ArrayList<>();

    private ClientBenchmarks(Simulator simulator, Path scratch, int calls) {
        this.simulator = simulator;
        this.scratch = scratch;
        this.calls = calls;
    }

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("send")) {
            send(arguments);
            return;
        }
        Map<String, String> options = new LinkedHashMap<>(Map.of("--calls", "500", "--gib", "8", "--write", ""));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (options.replace(arguments[i], arguments[i + 1]) == null) {
                throw new IllegalArgumentException("options: --calls N, --gib N (0: no upload), --write FILE");
            }
        }
        Path scratch = Files.createTempDirectory("client-benchmarks");
        String[] nodes = IntStream.rangeClosed(1, 16).mapToObj(number -> "pve" + number).toArray(String[]::new);
        try (Simulator simulator = Simulator.builder().nodes(nodes).start()) {
            var benchmarks = new ClientBenchmarks(simulator, scratch, Integer.parseInt(options.get("--calls")));
            benchmarks.measure(Double.parseDouble(options.get("--gib")), nodes);
            benchmarks.report(options.get("--write"));
        } finally {
            for (Path file : Files.list(scratch).toList()) {
                Files.delete(file);
            }
            Files.delete(scratch);
        }
    }

    private void measure(double gib, String[] nodes) throws Exception {
        overhead();
        privileged();
        manyNodes(nodes);
        if (gib > 0 && has("node")) {
            upload((long) (gib * (1L << 30)));
        }
    }

    private ProxmoxClient client() {
        return ProxmoxClient.builder().host(Host.parse(simulator.hosts().get(0)))
                .credentials(new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret()))
                .trust(Trust.Fingerprints.of(simulator.fingerprints().get(0))).maxConnectionsPerHost(16).build();
    }

    private String authorization() {
        return "PVEAPIToken=" + simulator.adminTokenId() + "=" + simulator.adminTokenSecret();
    }

    private String url(ApiPath path) {
        return "https://" + simulator.hosts().get(0) + "/api2/json" + path;
    }

    /** The same request, both parse the answer, in turns. */
    private void overhead() throws Exception {
        try (ProxmoxClient client = client(); CloseableHttpClient bare = bare()) {
            HttpGet get = new HttpGet(url(VERSION));
            get.setHeader("Authorization", authorization());
            get.setHeader("Accept", "application/json");
            double[] medians = inTurns(() -> client.send(ApiRequest.get(VERSION)),
                    () -> bare.execute(get, answer -> parse(answer.getEntity().getContent().readAllBytes())));
            row("a call, over the bare HTTP library with the same request", millis(medians[0]), millis(medians[1]),
                    medians[0] / medians[1], "at most 1.05");
        }
    }

    private void privileged() throws Exception {
        Path settings = scratch.resolve("curl.conf");
        Files.writeString(settings, "silent\nshow-error\nfail\ninsecure\nheader = \"Authorization: " + authorization()
                + "\"\n" + ("url = \"" + url(PRIVILEGED) + "\"\noutput = \"/dev/null\"\n").repeat(calls)
                + "write-out = \"%{time_total}\\n\"\n");
        double curl = median(output("curl", "--config", settings.toString()).lines().mapToDouble(
                seconds -> Double.parseDouble(seconds) * 1e9).toArray());
        try (ProxmoxClient client = client()) {
            double ours = inTurns(() -> client.send(ApiRequest.get(PRIVILEGED)))[0];
            row("a warm privileged call, over curl (connections as it keeps them)", millis(ours), millis(curl),
                    ours / curl, "at most 0.2");
            if (has("node")) {
                double node = node();
                row("the same, over Node's fetch", millis(ours), millis(node), ours / node, "at most 0.2");
            }
        }
    }

    private double node() throws IOException, InterruptedException {
        Path script = scratch.resolve("fetch.mjs");
        Files.writeString(script, "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n"
                + "process.removeAllListeners('warning');\nfor (let i = 0; i < " + calls + "; i++) {\n"
                + "  const begin = performance.now();\n  await (await fetch('" + url(PRIVILEGED)
                + "', {headers: {Authorization: '" + authorization() + "'}})).json();\n"
                + "  console.log(performance.now() - begin);\n}\n");
        return median(output("node", script.toString()).lines()
                .mapToDouble(millis -> Double.parseDouble(millis) * 1e6).toArray());
    }

    /** All nodes at the same time; each takes 50 ms to answer. */
    private void manyNodes(String[] nodes) throws Exception {
        Duration delay = Duration.ofMillis(50);
        for (String node : nodes) {
            simulator.faults().always("GET", "/nodes/" + node + "/qemu", Fault.delayed(delay));
        }
        List<ApiRequest> requests = Arrays.stream(nodes)
                .map(node -> ApiRequest.get(ApiPath.expand("/nodes/{node}/qemu", Map.of("node", node)))).toList();
        try (ProxmoxClient client = client()) {
            double all = inTurns(20, () -> client.sendToEach(requests))[0];
            row("a list of 16 nodes of 50 ms each, over one of them", millis(all), millis(delay.toNanos()),
                    all / delay.toNanos(), "at most 1.5");
        } finally {
            simulator.faults().clear();
        }
    }

    /**
     * Whole processes in turns: a JVM with 64 MB of heap, and curl. Node receives, because its TLS is OpenSSL, as that of
     * Proxmox VE is; a JVM would be the slowest of the three, and be measured in their place.
     */
    private void upload(long length) throws Exception {
        Path file = scratch.resolve("image.iso");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }
        Path peak = scratch.resolve("peak");
        output(java("javac"), "-p", MODULES, "--add-modules", "ALL-MODULE-PATH", "-d", scratch.toString(),
                Path.of("integration-tests", "benchmarks", "ClientBenchmarks.java").toString());
        Path keys = scratch.resolve("receiver.p12");
        output(java("keytool"), "-genkeypair", "-keystore", keys.toString(), "-storepass", "receiver", "-keyalg", "RSA",
                "-keysize", "2048", "-alias", "receiver", "-dname", "CN=receiver");
        Process receiver = receiver(keys);
        try {
            String host = "127.0.0.1:" + receiver.inputReader().readLine();
            double[] medians = inTurns(3, 0,
                    () -> output("/usr/bin/time", "-f", "%M", "-o", peak.toString(), java("java"), "-Xmx64m",
                            "-XX:+UseSerialGC", "-p", MODULES, "--add-modules", "ALL-MODULE-PATH", "-cp",
                            scratch.toString(), "ClientBenchmarks", "send", host, simulator.adminTokenId(),
                            simulator.adminTokenSecret(), fingerprint(keys), file.toString()),
                    () -> output("curl", "-sfk", "-F", "content=iso", "-F", "filename=@" + file,
                            "https://" + host + "/api2/json/nodes/pve1/storage/local/upload"));
            row(String.format(Locale.ROOT, "an upload of %.1f GiB, its rate over that of curl",
                    length / (double) (1L << 30)), rate(length, medians[0]), rate(length, medians[1]),
                    medians[1] / medians[0], "at least 0.9");
        } finally {
            receiver.destroy();
        }
        row("peak memory of that upload, with a heap of 64 MiB",
                Long.parseLong(Files.readString(peak).strip()) / 1024 + " MiB", "", Double.NaN, "below 100 MB");
    }

    /** Takes every upload and forgets it; says its port first. */
    private Process receiver(Path keys) throws IOException {
        Path script = scratch.resolve("receiver.mjs");
        Files.writeString(script, """
                                  import { createServer } from 'node:https';
                                  import { readFileSync } from 'node:fs';
                                  createServer({ pfx: readFileSync(process.argv[2]), passphrase: 'receiver' }, (request, response) => {
                                    request.resume().on('end', () => {
                                      response.setHeader('Content-Type', 'application/json');
                                      response.end('{"data":"UPID:pve1:0000013C:0003AA5D:6B032567:imgcopy::root@pam:"}');
                                    });
                                  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
                                  """);
        return new ProcessBuilder("node", script.toString(), keys.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String fingerprint(Path keys) throws Exception {
        Certificate certificate = KeyStore.getInstance(keys.toFile(), "receiver".toCharArray())
                .getCertificate("receiver");
        return HexFormat.ofDelimiter(":").withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static void send(String[] arguments) {
        try (ProxmoxClient client = ProxmoxClient.builder().host(Host.parse(arguments[1]))
                .credentials(new Credentials.ApiToken(arguments[2], arguments[3]))
                .trust(Trust.Fingerprints.of(arguments[4])).build()) {
            client.upload(Upload.toStorage("pve1", "local", "iso", UploadSource.file(Path.of(arguments[5]))));
        }
    }

    private double[] inTurns(Work... subjects) throws Exception {
        return inTurns(calls, subjects);
    }

    private static double[] inTurns(int rounds, Work... subjects) throws Exception {
        return inTurns(rounds, rounds, subjects);
    }

    /** Medians in nanoseconds of subjects that take turns, after some rounds to warm up. */
    private static double[] inTurns(int rounds, int before, Work... subjects) throws Exception {
        double[][] nanos = new double[subjects.length][rounds];
        for (int round = -before; round < rounds; round++) {
            for (int i = 0; i < subjects.length; i++) {
                long begin = System.nanoTime();
                subjects[i].run();
                nanos[i][Math.max(round, 0)] = System.nanoTime() - begin;
            }
        }
        return Arrays.stream(nanos).mapToDouble(ClientBenchmarks::median).toArray();
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private CloseableHttpClient bare() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new Anybody()}, null);
        return HttpClients.custom().disableAutomaticRetries().disableCookieManagement().disableContentCompression()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(context, NoopHostnameVerifier.INSTANCE))
                        .build())
                .build();
    }

    /** Reads a tree, as little as can be done. */
    private static Object parse(byte[] body) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                object.put(name, value(parser));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return parser.getText();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command[0] + " failed: " + text);
        }
        return text;
    }

    private static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }

    private static String rate(long length, double nanos) {
        return String.format(Locale.ROOT, "%.0f MB/s", length / (nanos / 1e9) / 1e6);
    }

    private void row(String what, String ours, String other, double ratio, String aim) {
        rows.add("| " + what + " | " + ours + " | " + other + " | "
                + (Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio)) + " | " + aim + " |");
        System.err.println(rows.getLast());
    }

    /** Prints the rows, and puts them into a report in place of those of an earlier run. */
    private void report(String file) throws IOException {
        String text = BEGIN + "\n## Client library\n\nMedians of " + calls + " calls in turns, against a simulated cluster in the same process, over TLS. "
                + "Written by `ClientBenchmarks.java`, " + LocalDate.now() + ".\n\n"
                + "| what | ours | other | ratio | aim |\n|---|---|---|---|---|\n" + String.join("\n", rows) + "\n\n" + END;
        System.out.print(text);
        if (!file.isEmpty()) {
            Path report = Path.of(file);
            String old = Files.exists(report) ? Files.readString(report) : "";
            int from = old.indexOf(BEGIN);
            int to = old.indexOf(END);
            Files.writeString(report, from < 0 || to < from
                    ? old + "\n" + text
                    : old.substring(0, from) + text + old.substring(to + END.length()));
        }
    }

    /** Accepts every certificate: the bare library is measured, not its trust. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
