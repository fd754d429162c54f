package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@ProxmoxSimulator
class UploadTest {
    private static final String UPLOAD = "/nodes/pve1/storage/local/upload";
    private static final String ABC_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void anUploadedFileIsOnTheStorageWhenItsTaskIsOver(Simulator simulator) throws Exception {
        Answer answer = upload(simulator, field("content", "iso") + file("filename", "tiny one.iso", "abc"));
        assertEquals(200, answer.status(), answer.body());
        assertEquals("close", answer.all("Connection").getFirst());
        assertTrue(answer.body().matches("\\{\"data\":\"UPID:pve1:.*:imgcopy::admin@pve!simulator:\"}"),
                answer.body());
        simulator.clock().advance(Duration.ofSeconds(5));
        String content = RawClient.once(simulator, "GET", "/nodes/pve1/storage/local/content?content=iso", "").body();
        assertTrue(content.contains("local:iso/tiny_one.iso"), content);
        assertTrue(content.contains("\"size\":3"), content);
        assertTrue(log(simulator, answer).contains("target file: /var/lib/vz/template/iso/tiny_one.iso"));
    }

    @Test
    void aRightChecksumIsVerified(Simulator simulator) throws Exception {
        Answer answer = upload(simulator, field("content", "iso") + field("checksum-algorithm", "sha256")
                + field("checksum", ABC_SHA256) + file("filename", "a.iso", "abc"));
        assertTrue(log(simulator, answer).contains("OK, checksum verified"));
    }

    @Test
    void aWrongChecksumFailsTheTaskAndLeavesNoFile(Simulator simulator) throws Exception {
        Answer answer = upload(simulator, field("content", "iso") + field("checksum-algorithm", "sha256")
                + field("checksum", "00") + file("filename", "a.iso", "abc"));
        assertTrue(log(simulator, answer).contains("checksum mismatch: got '" + ABC_SHA256 + "' != expect '00'"));
        String content = RawClient.once(simulator, "GET", "/nodes/pve1/storage/local/content", "").body();
        assertTrue(!content.contains("a.iso"), content);
    }

    @Test
    void fieldsMustComeInTheServersOrder(Simulator simulator) throws Exception {
        Answer contentLast = upload(simulator, file("filename", "a.iso", "abc") + field("content", "iso"));
        assertEquals("400 Parameter verification failed.", contentLast.status() + " " + contentLast.reason());
        assertTrue(contentLast.body().contains("\"content\":\"property is missing and it is not optional\""));
        Answer checksumFirst = upload(simulator, field("content", "iso") + field("checksum", ABC_SHA256)
                + field("checksum-algorithm", "sha256") + file("filename", "a.iso", "abc"));
        assertEquals(400, checksumFirst.status());
    }

    @Test
    void otherFieldsAndNamesAreRefusedInTheServersWords(Simulator simulator) throws Exception {
        Answer other = upload(simulator, field("content", "iso") + field("bogus", "x") + file("filename", "a.iso", ""));
        assertEquals("HTTP/1.1 400 Bad Request", other.statusLine());
        assertEquals("", other.body());
        Answer named = upload(simulator, field("content", "iso") + file("file", "a.iso", "abc"));
        assertEquals("HTTP/1.1 500 wrong field name 'file' for file upload, expected 'filename' at "
                + "/usr/share/perl5/PVE/APIServer/AnyEvent.pm line 1325.", named.statusLine());
        Answer extension = upload(simulator, field("content", "iso") + file("filename", "a.txt", "abc"));
        assertTrue(extension.body().contains("\"filename\":\"wrong file extension\""), extension.body());
        Answer content = upload(simulator, field("content", "import") + file("filename", "a.raw", "abc"));
        assertEquals("500 storage 'local' does not support 'import' content",
                content.status() + " " + content.reason());
    }

    @Test
    void headersOfPartsAndTheBoundaryMustBeWritten(Simulator simulator) throws Exception {
        String swapped = field("content", "iso").replace("Content-Disposition", "X: y\r\nContent-Disposition")
                + "--B\r\nContent-Type: a/b\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"a.iso\""
                + "\r\n\r\nabc";
        assertEquals(failure(), upload(simulator, swapped).reason());
        String form = field("content", "iso") + file("filename", "a.iso", "abc");
        assertEquals(failure(),
                send(simulator, form + "\r\n--B--\r\n", "multipart/form-data; boundary=\"B\"").reason());
    }

    @Test
    void aBodyThatIsNotMultipartIsDropped(Simulator simulator) {
        assertThrows(IOException.class,
                () -> send(simulator, "content=iso&filename=a.iso", "application/x-www-form-urlencoded"));
    }

    @Test
    void linesThatLookLikeAnEndWithinTheFileAreData(Simulator simulator) throws Exception {
        String data = "one\r\n--B\r\ntwo\n--C--\r\n";
        Answer answer = upload(simulator, field("content", "iso") + file("filename", "a.iso", data));
        assertTrue(log(simulator, answer).contains("file size is: " + data.length()));
    }

    @Test
    void filesOfManyBuffersAreCountedAndNotKept(Simulator simulator) throws Exception {
        long size = 6L << 20;
        byte[] head = (field("content", "iso") + file("filename", "large.iso", "")).getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--B--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) '-');
        try (var client = new RawClient(simulator, "pve1")) {
            client.write(head(client, "multipart/form-data; boundary=B", head.length + size + tail.length));
            client.write(head);
            for (long sent = 0; sent < size; sent += chunk.length) {
                client.write(chunk);
            }
            client.write(tail);
            Answer answer = client.read();
            assertEquals(200, answer.status(), answer.body());
            assertTrue(log(simulator, answer).contains("file size is: " + size));
        }
        assertEquals("", simulator.requests().getFirst().body());
    }

    @Test
    void faultsStrikeUploadsToo(Simulator simulator) throws Exception {
        simulator.faults().on("POST", UPLOAD, 1, Fault.status(503, "not now"));
        String form = field("content", "iso") + file("filename", "a.iso", "abc");
        assertEquals("HTTP/1.1 503 not now", upload(simulator, form).statusLine());
        assertEquals(false, simulator.requests().getLast().taken());
        assertEquals(200, upload(simulator, form).status());
        assertEquals(true, simulator.requests().getLast().taken());
    }

    @Test
    void theNodeThatWasAskedCopiesToAnotherOne(Simulator simulator) throws Exception {
        String form = field("content", "iso") + file("filename", "a.iso", "abc") + "\r\n--B--\r\n";
        String path = "/nodes/pve2/storage/local/upload";
        assertTrue(send(simulator, path, form, "multipart/form-data; boundary=B").body().contains("UPID:pve1:"));
        simulator.state().stopNode("pve2");
        Answer refused = send(simulator, path, form, "multipart/form-data; boundary=B");
        assertEquals(500, refused.status());
        assertTrue(refused.reason().startsWith("can't activate storage 'local' on node 'pve2'"), refused.reason());
    }

    private static String failure() {
        return "upload failed at /usr/share/perl5/PVE/APIServer/AnyEvent.pm line 1370.";
    }

    private static String log(Simulator simulator, Answer answer) throws Exception {
        simulator.clock().advance(Duration.ofSeconds(5));
        String upid = answer.body().substring(9, answer.body().length() - 2);
        return RawClient.once(simulator, "GET", "/nodes/pve1/tasks/" + upid + "/log", "").body();
    }

    private static String field(String name, String value) {
        return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String field, String name, String content) {
        return "--B\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content;
    }

    private static Answer upload(Simulator simulator, String parts) throws Exception {
        return send(simulator, parts + "\r\n--B--\r\n", "multipart/form-data; boundary=B");
    }

    private static Answer send(Simulator simulator, String body, String type) throws Exception {
        return send(simulator, UPLOAD, body, type);
    }

    private static Answer send(Simulator simulator, String path, String body, String type) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            return client.sendRaw(head(client, type, body.length()).replace(UPLOAD, path) + body);
        }
    }

    private static String head(RawClient client, String type, long length) {
        return "POST /api2/json" + UPLOAD + " HTTP/1.1\r\nHost: x\r\n" + client.credentials() + "Content-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
