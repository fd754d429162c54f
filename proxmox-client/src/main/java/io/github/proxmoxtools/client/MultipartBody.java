package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.TransferException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A form with a file, in the one shape that Proxmox VE reads.
 *
 * <p>The server's parser is a regular expression: the fields stand before the file and in one order, {@code Content-Disposition} is the
 * first header of each part, the file's field is named {@code filename}, and the boundary needs no quotes.
 */
final class MultipartBody implements StreamedBody {
    static final String FILE_FIELD = "filename";

    private static final List<String> ORDER = List.of("content", "checksum-algorithm", "checksum");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Upload upload;
    private final UploadSource source;
    private final String boundary;
    private final Object version;
    private final long contentLength;
    private final byte[] head;
    private final byte[] tail;
    private volatile boolean mayBeComplete;

    /** Reads what must be known before the first byte is sent; computes a checksum if one is wanted. */
    MultipartBody(Upload upload) {
        this.upload = upload;
        this.source = upload.source();
        this.boundary = "proxmoxtools" + HexFormat.of().formatHex(random());
        this.version = fromSource(source::version);
        this.contentLength = fromSource(source::length);
        this.head = head().getBytes(StandardCharsets.UTF_8);
        this.tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Asks the source something. */
    private interface Question<T> {
        T ask() throws IOException;
    }

    @Override
    public String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
        return head.length + contentLength + tail.length;
    }

    @Override
    public boolean mayBeComplete() {
        return mayBeComplete;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        mayBeComplete = false;
        TransferMeter meter = new TransferMeter(upload.listener(), contentLength);
        out.write(head);
        try (InputStream content = fromSource(source::open)) {
            copy(content, out, meter);
            refuseMore(content);
        }
        if (!version.equals(fromSource(source::version))) {
            throw changed("it was written to meanwhile");
        }
        mayBeComplete = true;
        out.write(tail);
        meter.end();
    }

    private void copy(InputStream content, OutputStream out, TransferMeter meter) throws IOException {
        byte[] buffer = new byte[TransferBuffer.SIZE];
        while (meter.bytes() < contentLength) {
            TransferBuffer.endIfInterrupted();
            int wanted = (int) Math.min(buffer.length, contentLength - meter.bytes());
            int count = fromSource(() -> content.read(buffer, 0, wanted));
            if (count < 0) {
                throw changed("it ended after " + meter.bytes() + " of " + contentLength + " bytes");
            }
            out.write(buffer, 0, count);
            meter.moved(count);
        }
    }

    private void refuseMore(InputStream content) {
        if (fromSource(content::read) >= 0) {
            throw changed("it is longer than the " + contentLength + " bytes that were announced");
        }
    }

    private TransferException changed(String what) {
        return new TransferException(Reason.SOURCE_CHANGED,
                upload.source().name() + " changed while it was sent: " + what + "; the upload was broken off", null);
    }

    /** Keeps trouble with the source apart from trouble with the connection. */
    private <T> T fromSource(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedIOException | ClosedByInterruptException interrupted) {
            throw new RequestInterruptedException(upload + " was interrupted", false, interrupted);
        } catch (IOException unreadable) {
            throw new TransferException(Reason.SOURCE_UNREADABLE,
                    source.name() + " cannot be read: " + FileSource.problem(unreadable), unreadable);
        }
    }

    private String head() {
        StringBuilder text = new StringBuilder(512);
        for (Parameter field : fields()) {
            text.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"")
                    .append(field.name()).append("\"\r\n\r\n").append(field.value()).append("\r\n");
        }
        return text.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"")
                .append(FILE_FIELD).append("\"; filename=\"").append(upload.fileName())
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n").toString();
    }

    private List<Parameter> fields() {
        List<Parameter> fields = new ArrayList<>(upload.fields());
        upload.computedChecksum().ifPresent(algorithm -> {
            fields.add(Parameter.of("checksum-algorithm", algorithm.proxmoxName()));
            fields.add(Parameter.of("checksum", checksum(algorithm)));
        });
        fields.sort(Comparator.comparingInt(field -> place(field.name())));
        return fields;
    }

    private static int place(String name) {
        int place = ORDER.indexOf(name);
        return place < 0 ? ORDER.size() : place;
    }

    private String checksum(ChecksumAlgorithm algorithm) {
        return fromSource(() -> {
            try (InputStream content = source.open()) {
                return algorithm.of(content);
            }
        });
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
