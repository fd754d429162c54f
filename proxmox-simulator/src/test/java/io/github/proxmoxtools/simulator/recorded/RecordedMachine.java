package io.github.proxmoxtools.simulator.recorded;

import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.simulator.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The simulator, prepared as the machine was on which the exchanges were recorded. */
final class RecordedMachine implements AutoCloseable {
    private static final String NODE = "pve1";
    private static final String SECRET = "00000000-0000-4000-8000-000000000003";
    private static final Pattern UPID = Pattern.compile("UPID:[^\"/ ?]+:[^\"/ ?:]+@[^\"/ ?:]+:");
    private static final Pattern TOKEN_VALUE = Pattern.compile("\"value\":\"([-0-9a-f]{36})\"");
    private static final Pattern BACKUP = Pattern.compile("vzdump-(?:lxc|qemu)-\\d+-[0-9_-]+\\.[a-z.]+");
    /** Tasks take a tenth of their time, and this is longer than any that was waited for. */
    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final Duration TICKETS_AGE = Duration.ofHours(3);

    private final Simulator simulator = Simulator.builder().nodes(NODE).empty().taskSpeed(10).start();
    /** What the recordings name, and what its name is here. */
    private final Map<String, String> names = new LinkedHashMap<>();

    RecordedMachine() {
        simulator.state().addUser("auditor@pve", "auditor-password").addUser("noperm@pve", "noperm-password")
                .addToken("admin@pve", "ci", SECRET, false).addToken("auditor@pve", "ci", SECRET, true)
                .addToken("auditor@pve", "full", SECRET, false).addToken("noperm@pve", "ci", SECRET, false)
                .addToken("root@pam", "ci", SECRET, false).grant("/", "auditor@pve", "PVEAuditor")
                .removeToken(simulator.username(), simulator.adminTokenId().split("!")[1]);
    }

    void letTimePass() {
        simulator.clock().advance(A_WHILE);
    }

    /** Does what must have happened between two recorded exchanges. */
    void meanwhile(Map<?, ?> step) throws IOException, GeneralSecurityException {
        switch (String.valueOf(step.get("do"))) {
            case "null" -> call(new Exchange(-1, step));
            case "container left behind by a failed creation" -> simulator.state()
                    .addContainer(number(step, "vmid"), NODE, "").lock(number(step, "vmid"), "create");
            case "remove guest" -> simulator.state().removeGuest(number(step, "vmid"));
            case "next task fails" -> simulator.tasks().nextFails(text(step, "type"), text(step, "text"));
            case "one-time passwords" -> simulator.state().requireTotp(text(step, "user"), "JBSWY3DPEHPK3PXP");
            case "token" -> simulator.state().addToken(text(step, "user"), text(step, "token"), text(step, "secret"),
                    true);
            case "newest backup" -> names.put(text(step, "name"), newestBackup(text(step, "name")));
            case "job" -> names.put(text(step, "name"), jobOf(text(step, "schedule")));
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    /** Has an exchange answered; empty when the connection was ended without an answer. */
    Optional<HttpAnswer> replay(Exchange exchange) throws IOException, GeneralSecurityException {
        byte[] request = exchange.isRaw()
                ? exchange.text("raw_request").replace("<secret>", SECRET).getBytes(StandardCharsets.UTF_8)
                : request(exchange);
        try (Socket socket = connect(exchange.isOverPlainHttp())) {
            socket.setSoTimeout(20_000);
            send(socket, request);
            int first = socket.getInputStream().read();
            if (first < 0) {
                return Optional.empty();
            }
            HttpAnswer answer = HttpAnswer.read(new SequenceInputStream(
                    new ByteArrayInputStream(new byte[]{(byte) first}), socket.getInputStream()));
            learn(exchange, answer);
            return Optional.of(answer);
        } catch (SocketException ended) {
            return Optional.empty();
        }
    }

    /** The server may answer, and stop listening, before it has read everything. */
    private static void send(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (SocketException notInterested) {
            socket.setSoTimeout(1000);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }

    private void call(Exchange step) throws IOException, GeneralSecurityException {
        var headers = new LinkedHashMap<Object, Object>();
        headers.put("Authorization", "PVEAPIToken=admin@pve!ci=<secret>");
        if (step.fields().containsKey("body")) {
            headers.put("Content-Type", step.fields().containsKey("type")
                    ? step.text("type")
                    : "application/x-www-form-urlencoded");
        }
        HttpAnswer answer = replay(new Exchange(-1, Map.of("method", step.text("method"), "path", step.text("path"),
                "request_body", step.text("body"), "request_headers", headers))).orElseThrow();
        if (answer.status() >= 400) {
            throw new IllegalStateException(step.fields() + ": " + answer.text());
        }
        if (step.fields().containsKey("upid")) {
            Matcher ours = UPID.matcher(answer.text());
            if (ours.find()) {
                names.put(step.text("upid"), ours.group());
            }
        }
        letTimePass();
    }

    private byte[] request(Exchange exchange) throws IOException, GeneralSecurityException {
        byte[] body = exchange.isChunked()
                ? "5\r\ngroup\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
                : body(exchange);
        var head = new StringBuilder(exchange.text("method") + " " + translated(exchange.text("path"))
                + " HTTP/1.1\r\nHost: x\r\n");
        for (Map.Entry<?, ?> header : exchange.requestHeaders().entrySet()) {
            head.append(header.getKey()).append(": ").append(header(exchange, header)).append("\r\n");
        }
        boolean hasLength = body.length > 0 || List.of("POST", "PUT").contains(exchange.text("method"));
        if (hasLength && !exchange.isChunked() && !exchange.requestHeaders().containsKey("Content-Length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private byte[] body(Exchange exchange) throws IOException, GeneralSecurityException {
        byte[] body = exchange.requestBody();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (text.contains("TICKET")) {
            String ticket = URLEncoder.encode(logIn("admin@pve", simulator.password()).ticket(),
                    StandardCharsets.UTF_8);
            return text.replaceFirst("PVE%3A.*TICKET", Matcher.quoteReplacement(ticket))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        if (text.contains("=PASSWORD")) {
            return text.replace("=PASSWORD", "=" + simulator.password()).getBytes(StandardCharsets.ISO_8859_1);
        }
        return translated(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String header(Exchange exchange, Map.Entry<?, ?> header) throws IOException, GeneralSecurityException {
        return switch (String.valueOf(header.getKey())) {
            case "Authorization" -> translated(String.valueOf(header.getValue()).replace("<secret>", SECRET));
            case "Cookie" -> "PVEAuthCookie=" + cookie(exchange);
            case "CSRFPreventionToken" -> exchange.text("auth").equals("ticket-badcsrf")
                    ? "6B000000:wrong"
                    : logIn(user(exchange), simulator.password()).csrf();
            default -> String.valueOf(header.getValue());
        };
    }

    /** The recordings do not show tickets; their labels say what was the matter with them. */
    private String cookie(Exchange exchange) throws IOException, GeneralSecurityException {
        String label = exchange.text("label");
        if (label.startsWith("garbage")) {
            return "garbage";
        }
        if (label.startsWith("half ticket")) {
            return URLEncoder.encode(logIn("carol@pve", "carolpass1").ticket(), StandardCharsets.UTF_8);
        }
        String ticket = logIn(user(exchange), simulator.password()).ticket();
        if (label.startsWith("tampered")) {
            return ticket.replaceFirst(":[0-9A-F]{8}:", ":5B03249A:");
        }
        if (label.startsWith("genuinely signed but expired")) {
            simulator.clock().advance(TICKETS_AGE);
        }
        return exchange.text("auth").equals("ticket-enc") ? URLEncoder.encode(ticket, StandardCharsets.UTF_8) : ticket;
    }

    private static String user(Exchange exchange) {
        return exchange.text("auth").equals("ticket-root") ? "root@pam" : "admin@pve";
    }

    private record Login(String ticket, String csrf) {}

    private Login logIn(String user, String password) throws IOException, GeneralSecurityException {
        String form = "username=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&new-format=0&password="
                + password;
        HttpAnswer answer = replay(new Exchange(-1, Map.of("method", "POST", "path", "/api2/json/access/ticket",
                "request_body", form, "request_headers", Map.of("Content-Type", "application/x-www-form-urlencoded"))))
                .orElseThrow();
        Map<?, ?> data = (Map<?, ?>) ((Map<?, ?>) Json.read(answer.text())).get("data");
        return new Login(String.valueOf(data.get("ticket")), String.valueOf(data.get("CSRFPreventionToken")));
    }

    private String newestBackup(String recorded) throws IOException, GeneralSecurityException {
        String list = read("/api2/json/nodes/pve1/storage/data1/content?content=backup");
        String guest = recorded.substring(0, recorded.indexOf('-', recorded.indexOf('-', 7) + 1) + 1);
        return BACKUP.matcher(list).results().map(found -> found.group()).filter(name -> name.startsWith(guest))
                .max(String::compareTo).orElse("none");
    }

    private String jobOf(String schedule) throws IOException, GeneralSecurityException {
        Map<?, ?> list = (Map<?, ?>) Json.read(read("/api2/json/cluster/backup"));
        return ((List<?>) list.get("data")).stream().map(job -> (Map<?, ?>) job)
                .filter(job -> schedule.equals(job.get("schedule"))).map(job -> String.valueOf(job.get("id")))
                .findFirst()
                .orElse("none");
    }

    private String read(String path) throws IOException, GeneralSecurityException {
        return replay(new Exchange(-1, Map.of("method", "GET", "path", path, "request_headers",
                Map.of("Authorization", "PVEAPIToken=admin@pve!ci=<secret>")))).orElseThrow().text();
    }

    /** UPIDs, names of backups and secrets are others here. */
    String translated(String text) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            result = result.replace(name.getKey(), name.getValue()).replace(encoded(name.getKey()),
                    encoded(name.getValue()));
        }
        return result;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void learn(Exchange exchange, HttpAnswer answer) throws IOException {
        String recorded = exchange.text("response_body");
        for (Pattern pattern : List.of(UPID, TOKEN_VALUE)) {
            Matcher theirs = pattern.matcher(recorded);
            Matcher ours = pattern.matcher(answer.text());
            boolean isOne = recorded.startsWith("{\"data\":\"UPID")
                    || recorded.contains("\"success\":1,\"data\":\"UPID")
                    || pattern == TOKEN_VALUE;
            if (isOne && theirs.find() && ours.find()) {
                names.put(theirs.group(theirs.groupCount()), ours.group(ours.groupCount()));
            }
        }
    }

    private Socket connect(boolean isPlain) throws IOException, GeneralSecurityException {
        int port = simulator.port(NODE);
        if (isPlain) {
            return new Socket("127.0.0.1", port);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new Anyone()}, null);
        return context.getSocketFactory().createSocket("127.0.0.1", port);
    }

    private static int number(Map<?, ?> step, String field) {
        return Integer.parseInt(text(step, field));
    }

    private static String text(Map<?, ?> step, String field) {
        return String.valueOf(step.get(field));
    }

    /** What is tested here is not whom we speak with. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
