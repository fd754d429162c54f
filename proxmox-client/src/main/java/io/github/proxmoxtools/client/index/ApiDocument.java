package io.github.proxmoxtools.client.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the document in which a server describes its own API: {@code /pve-docs/api-viewer/apidoc.js}.
 *
 * <p>It is a script that assigns one large array, and goes on with code of the viewer: the array is read, and the rest is
 * not. What the document says beyond what the index holds is passed over. No script is run.
 */
public final class ApiDocument {
    /** Where a server keeps it; no login is needed. */
    public static final String PATH = "/pve-docs/api-viewer/apidoc.js";

    private static final long LARGEST = 64L << 20;
    private static final int LONGEST_HEAD = 64 << 10;
    private static final Pattern BEGINNING = Pattern
            .compile("\\A\\s*(?=\\[)|\\b(?:const|let|var)\\s+\\w+\\s*=\\s*(?=\\[)");
    private static final Pattern MINOR = Pattern.compile("(\\d{1,4}\\.\\d{1,4})(?:[.~-].*)?");

    private ApiDocument() {}

    /**
     * Reads a document.
     *
     * @param document the script, read as far as the array goes, and not closed
     * @param release the version of the server that it describes, such as {@code 9.2.3}: the document does not say
     * @return an index of that version alone
     * @throws ApiDocumentException if it is no such document
     * @throws IOException if it cannot be read
     */
    public static ApiIndex read(InputStream document, String release) throws IOException {
        return new ApiIndex(new IndexFile(encode(document, release)));
    }

    /**
     * Reads a document from a file.
     *
     * @param document for example a copy of {@code /usr/share/pve-docs/api-viewer/apidoc.js}
     * @param release the version of the server that it describes
     * @return an index of that version alone
     * @throws ApiDocumentException if it is no such document
     * @throws IOException if it cannot be read
     */
    public static ApiIndex read(Path document, String release) throws IOException {
        try (InputStream content = Files.newInputStream(document)) {
            return read(content, release);
        }
    }

    /** Brings a document into the form of the index resource. */
    static byte[] encode(InputStream document, String release) throws IOException {
        try {
            Map<String, Map<String, SchemaFacts>> endpoints = new DocumentParser().read(atTheArray(document));
            return IndexWriter.write(Map.of(minor(release), new IndexWriter.Version(release, endpoints)));
        } catch (JsonProcessingException broken) {
            throw new ApiDocumentException("the description of the API is broken at " + place(broken) + ": "
                    + broken.getOriginalMessage(), broken);
        } catch (IllegalArgumentException contradiction) {
            throw new ApiDocumentException("the description of the API contradicts itself: "
                    + contradiction.getMessage(), contradiction);
        }
    }

    private static String place(JsonProcessingException broken) {
        return broken.getLocation() == null
                ? "an unknown place"
                : "line " + broken.getLocation().getLineNr() + " of its array";
    }

    private static String minor(String release) {
        Matcher matcher = MINOR.matcher(release);
        return matcher.matches() ? matcher.group(1) : release;
    }

    private static InputStream atTheArray(InputStream document) throws IOException {
        InputStream limited = new Limited(document);
        byte[] head = limited.readNBytes(LONGEST_HEAD);
        Matcher beginning = BEGINNING.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!beginning.find()) {
            throw new ApiDocumentException("this is no description of an API: no array is assigned at its beginning",
                    null);
        }
        int from = beginning.end();
        return new SequenceInputStream(new ByteArrayInputStream(head, from, head.length - from), limited);
    }

    /** A document that does not end must not be read to its end. */
    private static final class Limited extends FilterInputStream {
        private long left = LARGEST;

        Limited(InputStream document) {
            super(document);
        }

        @Override
        public int read() throws IOException {
            return count(1, in.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            count(count, count);
            return count;
        }

        private int count(int count, int result) throws IOException {
            left -= Math.max(result < 0 ? 0 : count, 0);
            if (left < 0) {
                throw new ApiDocumentException("the description of the API is larger than " + LARGEST + " bytes",
                        null);
            }
            return result;
        }
    }
}
