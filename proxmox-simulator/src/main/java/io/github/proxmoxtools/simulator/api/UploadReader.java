package io.github.proxmoxtools.simulator.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an upload's body as strictly as the server does, and keeps nothing of the file.
 *
 * <p>The server looks for three fields in their order, each by an expression that skips whatever stands before it, and
 * then for the file, which must come next. What follows the file is never looked at.
 */
final class UploadReader {
    private static final String NEWLINE = "\r?\n";
    private static final String[] FIELDS = {"content", "checksum-algorithm", "checksum"};
    private static final Set<String> ALGORITHMS = Set.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");
    private static final int MOST_BEFORE_FILE = 64 * 1024;
    private static final int BUFFER = 256 * 1024;

    private final String boundary;
    private final InputStream body;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    UploadReader(String boundary, InputStream body) {
        this.boundary = boundary;
        this.body = body;
    }

    /** Reads everything; fields and file name become parameters. */
    ReceivedFile readInto(Params params) throws IOException, UploadRefused {
        readFieldsInto(params);
        Optional<MessageDigest> digest = params.find("checksum-algorithm").filter(ALGORITHMS::contains)
                .map(UploadReader::digest);
        long size = readFile(digest);
        body.skip(Long.MAX_VALUE);
        String temporaryName = "/var/tmp/pveupload-" + UUID.randomUUID().toString().replace("-", "");
        params.put("tmpfilename", temporaryName);
        return new ReceivedFile(temporaryName, size,
                digest.map(done -> HexFormat.of().formatHex(done.digest())).orElse(""));
    }

    private void readFieldsInto(Params params) throws IOException, UploadRefused {
        while (true) {
            int count = body.read(buffer, filled, MOST_BEFORE_FILE - filled);
            if (count < 0) {
                throw UploadRefused.died("upload failed", 1370);
            }
            filled += count;
            if (findFile(params)) {
                return;
            }
            if (filled == MOST_BEFORE_FILE) {
                throw UploadRefused.dropped();
            }
        }
    }

    private boolean findFile(Params params) throws UploadRefused {
        String delimiter = "--" + Pattern.quote(boundary) + NEWLINE;
        String text = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
        Matcher first = Pattern.compile(delimiter).matcher(text);
        if (!first.find()) {
            return false;
        }
        String rest = text.substring(first.start());
        for (String field : FIELDS) {
            rest = withoutField(rest, delimiter, field, params);
        }
        Matcher file = Pattern.compile("^" + delimiter + "Content-Disposition: (.*?); name=\"(.*?)\"; "
                + "filename=\"([^\"]+)\"" + NEWLINE, Pattern.DOTALL).matcher(rest);
        if (!file.find()) {
            keep(rest);
            return false;
        }
        requireFormData(file.group(1));
        if (!file.group(2).equals("filename")) {
            throw UploadRefused.died("wrong field name '" + file.group(2) + "' for file upload, expected 'filename'",
                    1325);
        }
        params.put("filename", utf8(file.group(3).strip()));
        keep(behindHeaders(rest.substring(file.end())));
        return true;
    }

    private static String withoutField(String text, String delimiter, String field, Params params)
            throws UploadRefused {
        Matcher match = Pattern.compile("^" + delimiter + ".*?Content-Disposition: (.*?); name=\"" + field + "\"(.*?"
                + delimiter + ")", Pattern.DOTALL).matcher(text);
        if (!match.find()) {
            return text;
        }
        requireFormData(match.group(1));
        String rest = behindHeaders(text.substring(match.start(2)));
        Matcher value = Pattern.compile("^(.*?)" + delimiter, Pattern.DOTALL).matcher(rest);
        if (!value.find()) {
            return rest;
        }
        params.put(field, utf8(value.group(1).strip()));
        return rest.substring(value.end(1));
    }

    private static void requireFormData(String disposition) throws UploadRefused {
        if (disposition.contains("\n")) {
            throw UploadRefused.unspeakable();
        }
        if (!disposition.equals("form-data")) {
            throw UploadRefused
                    .saying("wrong Content-Disposition '" + disposition + "' in multipart, expected 'form-data'");
        }
    }

    private static String behindHeaders(String text) {
        return Pattern.compile("^.*?" + NEWLINE + NEWLINE, Pattern.DOTALL).matcher(text).replaceFirst("");
    }

    private void keep(String rest) {
        byte[] bytes = rest.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, 0, bytes.length);
        filled = bytes.length;
    }

    private long readFile(Optional<MessageDigest> digest) throws IOException, UploadRefused {
        var end = new ByteSearch(("--" + boundary + "--").getBytes(StandardCharsets.ISO_8859_1));
        // The line break before the end belongs to it, and may have come already.
        int held = boundary.length() + 8;
        long size = 0;
        while (true) {
            int at = end.find(buffer, filled);
            int known = at < 0 ? Math.max(0, filled - held) : withoutLineBreak(at);
            digest.ifPresent(counting -> counting.update(buffer, 0, known));
            size += known;
            if (at >= 0) {
                return size;
            }
            System.arraycopy(buffer, known, buffer, 0, filled - known);
            filled -= known;
            int count = body.readNBytes(buffer, filled, BUFFER - filled);
            if (count == 0) {
                throw UploadRefused.died("upload failed", 1370);
            }
            filled += count;
        }
    }

    private int withoutLineBreak(int end) {
        int at = end > 0 && buffer[end - 1] == '\n' ? end - 1 : end;
        return at < end && at > 0 && buffer[at - 1] == '\r' ? at - 1 : at;
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            String name = algorithm.toUpperCase(Locale.ROOT);
            return MessageDigest.getInstance(name.startsWith("SHA") ? "SHA-" + name.substring(3) : name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm + ".", e);
        }
    }
}
