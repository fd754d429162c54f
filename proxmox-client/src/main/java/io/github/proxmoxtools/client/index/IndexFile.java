package io.github.proxmoxtools.client.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The resource itself: one block of bytes in which a record is decoded when somebody asks for it.
 *
 * <p>Layout: {@value #MAGIC}, the length of the texts, the texts, the records, and at the end one entry for each
 * version. Every number is a variable-length integer; a text or a record is named by its position in its block, and
 * equal ones are stored once for all versions. Position 0 means "none".
 */
final class IndexFile {
    static final String RESOURCE = "api-index.bin";
    static final int MAGIC = 0x50564901;

    private final byte[] bytes;
    private final int texts;
    private final int records;
    private final List<VersionEntry> versions;
    private final Map<Integer, ApiType> types = new ConcurrentHashMap<>();
    private final AtomicInteger decoded = new AtomicInteger();

    IndexFile(byte[] bytes) {
        this.bytes = bytes;
        Cursor cursor = new Cursor(0);
        int magic = cursor.fixed();
        if (magic != MAGIC) {
            throw new IllegalStateException("This is not an API index: it opens with " + Integer.toHexString(magic));
        }
        int textLength = cursor.fixed();
        int recordLength = cursor.fixed();
        this.texts = cursor.position;
        this.records = texts + textLength;
        this.versions = readVersions(new Cursor(records + recordLength));
    }

    static IndexFile shipped() {
        return Shipped.FILE;
    }

    private static IndexFile load() {
        try (InputStream resource = IndexFile.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The API index is missing from this build: " + RESOURCE);
            }
            return new IndexFile(resource.readAllBytes());
        } catch (IOException problem) {
            throw new UncheckedIOException("The API index cannot be read", problem);
        }
    }

    List<VersionEntry> versions() {
        return versions;
    }

    /** How many methods, types and permissions have been decoded so far. */
    int decodedRecords() {
        return decoded.get();
    }

    Cursor record(int position) {
        return new Cursor(records + position);
    }

    MethodRecord method(int position) {
        decoded.incrementAndGet();
        Cursor cursor = record(position);
        String name = cursor.text();
        int flags = cursor.number();
        int permission = cursor.number();
        int parameters = cursor.number();
        return new MethodRecord(name, flags, permission, parameters, cursor.number());
    }

    ApiType type(int position) {
        ApiType known = types.get(position);
        if (known != null) {
            return known;
        }
        decoded.incrementAndGet();
        ApiType type = new ApiType(this, record(position));
        types.put(position, type);
        return type;
    }

    boolean isOptional(int type) {
        return (record(type).number() & ApiType.OPTIONAL) != 0;
    }

    /** Names and positions of the types in a list of properties, in its own order. */
    Map<String, Integer> properties(int position) {
        if (position == 0) {
            return Map.of();
        }
        Cursor cursor = record(position);
        int size = cursor.number();
        Map<String, Integer> properties = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            properties.put(cursor.text(), cursor.number());
        }
        return properties;
    }

    Permission permission(int position) {
        decoded.incrementAndGet();
        Cursor cursor = record(position);
        int kind = cursor.number();
        return switch (kind) {
            case 0 -> new Permission.RootOnly();
            case 1 -> new Permission.Everyone();
            case 2 -> new Permission.AnyUser();
            case 3 -> privileges(cursor);
            case 4 -> new Permission.All(permissions(cursor));
            case 5 -> new Permission.Any(permissions(cursor));
            case 6 -> new Permission.UserParameter(cursor.text());
            case 7 -> new Permission.UserGroup(cursor.textList(), cursor.optionalText());
            case 8 -> new Permission.ModifyPath(cursor.text());
            default -> throw new IllegalStateException("The API index holds an unknown kind of permission: " + kind);
        };
    }

    private static Permission privileges(Cursor cursor) {
        String path = cursor.text();
        boolean any = cursor.number() == 1;
        Optional<String> requiredParameter = cursor.optionalText();
        return new Permission.Privileges(path, cursor.textList(), any, requiredParameter);
    }

    private List<Permission> permissions(Cursor cursor) {
        int size = cursor.number();
        List<Permission> permissions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            permissions.add(permission(cursor.number()));
        }
        return List.copyOf(permissions);
    }

    private static List<VersionEntry> readVersions(Cursor cursor) {
        int size = cursor.number();
        List<VersionEntry> versions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String version = cursor.text();
            String release = cursor.text();
            int paths = cursor.number();
            int methods = cursor.number();
            versions.add(new VersionEntry(version, release, paths, methods, cursor.number()));
        }
        return List.copyOf(versions);
    }

    record VersionEntry(String version, String release, int paths, int methods, int root) {}

    record MethodRecord(String name, int flags, int permission, int parameters, int returns) {
        static final int PROTECTED = 1;
        static final int PROXIED_TO_NODE = 2;
        static final int REFUSES_TOKENS = 4;
        static final int DOWNLOAD = 8;

        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    private static final class Shipped {
        private static final IndexFile FILE = load();
    }

    /** A place in the bytes that moves on as it is read. */
    final class Cursor {
        private int position;

        private Cursor(int position) {
            this.position = position;
        }

        int fixed() {
            int value = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
                value = (value << 8) | (bytes[position++] & 0xff);
            }
            return value;
        }

        int number() {
            int value = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[position++];
                value |= (next & 0x7f) << shift;
                shift += 7;
            } while (next < 0);
            return value;
        }

        String text() {
            return textAt(number());
        }

        Optional<String> optionalText() {
            int at = number();
            return at == 0 ? Optional.empty() : Optional.of(textAt(at));
        }

        List<String> textList() {
            int size = number();
            List<String> list = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                list.add(text());
            }
            return List.copyOf(list);
        }

        private String textAt(int at) {
            Cursor cursor = new Cursor(texts + at);
            int length = cursor.number();
            return new String(bytes, cursor.position, length, StandardCharsets.UTF_8);
        }
    }
}
