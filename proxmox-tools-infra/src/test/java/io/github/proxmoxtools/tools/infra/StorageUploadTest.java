package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three ways onto a storage: the node fetches, this program fetches, a local file. */
@Tag("upload")
@Timeout(120)
class StorageUploadTest {
    private static final String UPLOAD = "proxmox_storage_upload";
    private static final String FAR = "https://images.example.test/pub/debian%2B13.iso?mirror=de";
    private static final byte[] IMAGE = new byte[70_000];
    private static final String WRONG = "0".repeat(64);

    @TempDir
    private Path folder;
    private Path root;
    private HttpServer web;
    private String near;
    @AutoClose
    private InfraLab lab;

    @BeforeEach
    void start() throws IOException {
        root = folder.toRealPath();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/alpine.iso", exchange -> {
            exchange.sendResponseHeaders(200, IMAGE.length);
            exchange.getResponseBody().write(IMAGE);
            exchange.close();
        });
        web.start();
        near = "http://localhost:" + web.getAddress().getPort() + "/alpine.iso";
        lab = InfraLab.with(builder -> builder.fileRoots(List.of(root)).fetchingFromAnyAddress());
    }

    @AfterEach
    void stop() {
        web.stop(0);
    }

    private static Map<String, Object> onLocal(Map<String, Object> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(more);
        arguments.put("node", "pve1");
        arguments.put("storage", "local");
        return arguments;
    }

    private List<String> isos() {
        return lab.column("proxmox_storage_content", onLocal(Map.of("content", "iso")), "volid");
    }

    private ToolFailure refused(Map<String, Object> more) {
        ToolFailure failure = lab.failure(UPLOAD, onLocal(more));
        assertEquals(List.of(), lab.writes(), failure::error);
        return failure;
    }

    private static String sum(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Map<String, Object> image() throws IOException {
        return Map.of("file", Files.write(root.resolve("local.iso"), IMAGE).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "a.txt|iso|'a.txt' is no name of iso: that ends in .iso, .img",
            "a.tar.zst|iso|'a.tar.zst' is no name of iso: that ends in .iso, .img; it can be sent as content vztmpl",
            "a.iso|vztmpl|'a.iso' is no name of vztmpl: that ends in .tar.gz, .tar.xz, .tar.zst, .tar.bz2, .tar; it can be "
                    + "sent as content iso",
            "a.img|vztmpl|'a.img' is no name of vztmpl: that ends in .tar.gz, .tar.xz, .tar.zst, .tar.bz2, .tar; it can be "
                    + "sent as content iso or import",
            ".iso|iso|'_iso' is no name of iso: that ends in .iso, .img"})
    void aNameThatTheServerWouldRefuseIsNotSent(String name, String content, String problem) throws IOException {
        String file = Files.write(root.resolve(name), IMAGE).toString();
        assertEquals(problem, refused(Map.of("file", file, "content", content)).details().get("filename"));
        assertEquals(problem,
                refused(Map.of("url", near, "via", "client", "filename", name, "content", content)).details()
                        .get("filename"));
    }

    @ParameterizedTest
    @CsvSource({"A.ISO, iso", "a.IMG, iso", "a.tar.gz, vztmpl", "a.tar.zst, vztmpl", "a.qcow2, import"})
    void aNameThatFitsIsSent(String name, String content) throws IOException {
        String file = Files.write(root.resolve(name), IMAGE).toString();
        ToolFailure failure = lab.failure(UPLOAD, onLocal(Map.of("file", file, "content", content, "checksum", WRONG,
                "checksum-algorithm", "sha256")));
        assertFalse(failure.details().containsKey("filename"), failure::error);
    }

    @Test
    void theNodeFetchesAUrlByDefault() {
        ToolResult.Task task = (ToolResult.Task) lab.run(UPLOAD, onLocal(Map.of("url", FAR, "checksum", WRONG,
                "checksum-algorithm", "sha256", "verify-certificates", false))).content();

        assertEquals("download", task.facts().get("type"));
        String sent = lab.writes().getFirst();
        assertTrue(sent.startsWith("POST /nodes/pve1/storage/local/download-url "), sent);
        for (String part : List.of("content=iso", "filename=debian_13.iso", "verify-certificates=0",
                "checksum=" + WRONG)) {
            assertTrue(sent.contains(part), sent);
        }
        assertTrue(isos().contains("local:iso/debian_13.iso"), isos()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "client"})
    void theSignatureOfAnAddressIsSentAndNotShown(String via) {
        String signed = FAR + "&X-Amz-Signature=5160a7e1";
        String plan = lab.plan(UPLOAD, onLocal(Map.of("url", signed, "via", via))).toMap().toString();

        assertTrue(plan.contains("https://images.example.test/pub/debian%2B13.iso"), plan);
        assertFalse(plan.contains("5160a7e1"), plan);
    }

    @Test
    void whatTheNodeFetchesIsSignedStill() {
        lab.run(UPLOAD, onLocal(Map.of("url", FAR + "&X-Amz-Signature=5160a7e1")));

        assertTrue(lab.writes().getFirst().contains("5160a7e1"), lab.writes()::toString);
    }

    @Test
    void thisProgramStreamsAUrlViaClient() throws NoSuchAlgorithmException {
        ToolResult.Task task = (ToolResult.Task) lab.run(UPLOAD, onLocal(Map.of("url", near, "via", "client",
                "checksum", sum(IMAGE), "checksum-algorithm", "sha256"))).content();

        assertEquals("imgcopy", task.facts().get("type"));
        assertTrue(isos().contains("local:iso/alpine.iso"), isos()::toString);
    }

    @Test
    void aLocalFileIsStreamedUnderAnotherName() throws IOException, NoSuchAlgorithmException {
        Map<String, Object> arguments = new LinkedHashMap<>(image());
        arguments.putAll(Map.of("filename", "named.iso", "checksum", sum(IMAGE), "checksum-algorithm", "sha256"));
        lab.run(UPLOAD, onLocal(arguments));

        assertTrue(isos().contains("local:iso/named.iso"), isos()::toString);
    }

    @Test
    void aWrongChecksumIsAFailedTaskAndLeavesNothing() throws IOException {
        Map<String, Object> sum = Map.of("checksum", WRONG, "checksum-algorithm", "sha256");
        for (Map<String, Object> source : List.of(image(), Map.<String, Object>of("url", near, "via", "client"))) {
            Map<String, Object> arguments = new LinkedHashMap<>(source);
            arguments.putAll(sum);
            assertEquals(FailureKind.TASK_FAILED, lab.failure(UPLOAD, onLocal(arguments)).kind());
        }
        assertEquals(List.of("local:iso/virtio-win-0.1.271.iso"), isos());
    }

    @Test
    void whatIsThereIsNotReplaced() throws IOException {
        Map<String, Object> arguments = new LinkedHashMap<>(image());
        arguments.put("filename", "virtio-win-0.1.271.iso");
        ToolFailure failure = refused(arguments);

        assertEquals(FailureKind.ALREADY_EXISTS, failure.kind());
        assertTrue(failure.error().contains("local:iso/virtio-win-0.1.271.iso exists"), failure::error);
    }

    @Test
    void nothingIsSentWhereNobodyCanSayWhatIsThere() throws IOException {
        lab.simulator.faults().on("GET", "/nodes/pve1/storage/local/content", 1, Fault.status(500, "storage is slow"));

        assertEquals(FailureKind.SERVER, refused(image()).kind());
    }

    @Test
    void whoMayNotLookReplacesNothingUnseen() throws IOException {
        lab.simulator.faults().on("GET", "/nodes/pve1/storage/local/content", 1,
                Fault.status(403, "Permission check failed (/storage/local, Datastore.Audit)"));
        ToolFailure failure = refused(image());

        assertEquals(FailureKind.PERMISSION_DENIED, failure.kind());
        assertTrue(failure.guidance().contains("Datastore.Audit on /storage/local"), failure::guidance);
    }

    @ParameterizedTest
    @CsvSource({"Größe 1.iso, Gr__e_1.iso", "dir/😀.iso, _.iso", "..hidden.iso, _hidden.iso"})
    void whatIsLookedForIsWhatIsStored(String name, String stored) throws IOException {
        Map<String, Object> arguments = new LinkedHashMap<>(image());
        arguments.put("filename", name);
        ToolResult first = lab.run(UPLOAD, onLocal(arguments));

        assertTrue(first.notes().toString().contains("stored as " + stored), first.notes()::toString);
        assertTrue(isos().contains("local:iso/" + stored), isos()::toString);
        assertEquals(FailureKind.ALREADY_EXISTS, lab.failure(UPLOAD, onLocal(arguments)).kind());
    }

    @Test
    void aLoginInAUrlIsRefusedEitherWay() {
        for (String via : List.of("node", "client")) {
            ToolFailure failure = refused(Map.of("url", "https://user:hunter2@example.test/a.iso", "via", via));
            assertEquals(Set.of("url"), failure.details().keySet());
            assertFalse(failure.toMap().toString().contains("hunter2"), failure::error);
        }
        assertEquals(List.of(), lab.sent());
    }

    @Test
    void oneSourceIsNeededAndNotTwo() throws IOException {
        assertEquals(Set.of("url"), refused(Map.of()).details().keySet());
        Map<String, Object> both = new LinkedHashMap<>(image());
        both.put("url", FAR);
        assertEquals(Set.of("file"), refused(both).details().keySet());
    }

    @Test
    void refusesWhatDoesNotFitTheWay() throws IOException {
        Map<String, Object> file = new LinkedHashMap<>(image());
        file.put("verify-certificates", false);
        assertEquals(Set.of("verify-certificates"), refused(file).details().keySet());
        assertEquals(Set.of("verify-certificates"), refused(Map.of("url", near, "via", "client",
                "verify-certificates", false)).details().keySet());
        file.remove("verify-certificates");
        file.put("via", "node");
        assertEquals(Set.of("via"), refused(file).details().keySet());
    }

    @Test
    void aChecksumNeedsItsAlgorithmAndAUrlAName() {
        assertEquals(Set.of("checksum-algorithm"), refused(Map.of("url", FAR, "checksum", WRONG)).details().keySet());
        assertEquals(Set.of("checksum"), refused(Map.of("url", FAR, "checksum-algorithm", "md5")).details().keySet());
        assertEquals(Set.of("filename"), refused(Map.of("url", "https://example.test/")).details().keySet());
    }

    @Test
    void filesElsewhereAreRefused() throws IOException {
        assertEquals(FailureKind.REFUSED, refused(Map.of("file", "/etc/hostname")).kind());
    }

    @Test
    void privateAddressesAreNotFetchedUnlessAllowed() {
        try (InfraLab careful = InfraLab.newest()) {
            ToolFailure failure = careful.failure(UPLOAD, onLocal(Map.of("url", near, "via", "client")));

            assertTrue(failure.error().contains("public"), failure::error);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void imagesToImportNeedVersion8(String version) {
        try (InfraLab old = InfraLab.of(version)) {
            Map<String, Object> arguments = onLocal(Map.of("url", "https://example.test/disk.qcow2", "content",
                    "import"));
            ToolFailure failure = old.failure(UPLOAD, arguments);

            assertEquals(version.equals("7.4"), failure.kind() == FailureKind.UNSUPPORTED_VERSION, failure::error);
        }
    }
}
