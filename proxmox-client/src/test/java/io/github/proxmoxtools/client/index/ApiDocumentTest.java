package io.github.proxmoxtools.client.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDocumentTest {
    private static final String SMALL = "[{\"path\":\"/version\",\"info\":{\"GET\":{\"name\":\"version\"}}}]";

    @TempDir
    private Path folder;

    private static ApiIndex read(String document) throws IOException {
        return ApiDocument.read(stream(document), "9.2.3");
    }

    private static InputStream stream(String document) {
        return new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void readsWhatTheBuiltInIndexHolds(String version) throws IOException {
        ApiIndex builtIn = ApiIndex.of(version);
        ApiIndex read = ApiDocument.read(stream(DocumentWriter.write(builtIn)), builtIn.release());
        assertEquals(builtIn.version(), read.version());
        assertEquals(builtIn.release(), read.release());
        assertEquals(builtIn.paths(), read.paths());
        assertEquals(builtIn.pathCount(), read.pathCount());
        assertEquals(builtIn.methodCount(), read.methodCount());
        for (String path : builtIn.paths()) {
            assertEquals(builtIn.methods(path), read.methods(path), path);
            assertEquals(builtIn.children(path), read.children(path), path);
            builtIn.methods(path).forEach(method -> compare(builtIn.method(method, path).orElseThrow(),
                    read.method(method, path).orElseThrow()));
        }
    }

    private static void compare(ApiMethod expected, ApiMethod method) {
        String where = expected.toString();
        assertEquals(expected.name(), method.name(), where);
        assertEquals(expected.isProtected(), method.isProtected(), where);
        assertEquals(expected.proxyTo(), method.proxyTo(), where);
        assertEquals(expected.allowsToken(), method.allowsToken(), where);
        assertEquals(expected.allowsDownload(), method.allowsDownload(), where);
        assertEquals(expected.permission(), method.permission(), where);
        assertEquals(expected.parameterNames(), method.parameterNames(), where);
        expected.parameterNames().forEach(name -> compare(where + " " + name, expected.type(name), method.type(name)));
        compare(where, expected.returns(), method.returns());
    }

    private static void compare(String where, ApiType expected, ApiType type) {
        assertEquals(expected.toString(), type.toString(), where);
        assertEquals(expected.isDefaultKey(), type.isDefaultKey(), where);
        assertEquals(expected.defaultValue(), type.defaultValue(), where);
        assertEquals(expected.minLength(), type.minLength(), where);
        assertEquals(expected.maxLength(), type.maxLength(), where);
        assertEquals(expected.minimumText(), type.minimumText(), where);
        assertEquals(expected.maximumText(), type.maximumText(), where);
        assertEquals(expected.choices(), type.choices(), where);
        assertEquals(expected.pattern(), type.pattern(), where);
        assertEquals(expected.requires(), type.requires(), where);
        assertEquals(expected.alias(), type.alias(), where);
        assertEquals(expected.items().isPresent(), type.items().isPresent(), where);
        expected.items().ifPresent(items -> compare(where + "[]", items, type.items().orElseThrow()));
        compareAll(where, expected.properties(), type.properties());
        compareAll(where, expected.propertyString(), type.propertyString());
    }

    private static void compareAll(String where, Map<String, ApiType> expected, Map<String, ApiType> types) {
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(types.keySet()), where);
        expected.forEach((name, type) -> compare(where + "." + name, type, types.get(name)));
    }

    @Test
    void readsWhatOtherVersionsWrite() throws IOException {
        for (String head : List.of("", "  \n", "const apiSchema = ", "/* words */\nvar pveapi=", "let x =\n")) {
            assertEquals(List.of("/version"), read(head + SMALL + ";\nsomething else [").paths());
        }
    }

    @Test
    void passesOverWhatItDoesNotKnow() throws IOException {
        ApiIndex index = read("const apiSchema = [{\"new\":[{}],\"path\":\"/a\",\"info\":{\"GET\":{\"name\":\"a\","
                + "\"since\":{\"x\":1},\"permissions\":{\"check\":[\"moon-phase\",{},[\"x\"]]},\"parameters\":"
                + "{\"properties\":{\"p\":{\"type\":\"tensor\",\"optional\":true,\"minLength\":\"many\",\"default\":[1],"
                + "\"oneOf\":[{}]}}}},\"x-note\":\"y\"}}]");
        ApiMethod method = index.method("GET", "/a").orElseThrow();
        assertEquals(ApiKind.ANY, method.type("p").kind());
        assertTrue(method.type("p").optional());
        assertEquals(ApiKind.ANY, method.returns().kind());
        assertEquals(new Permission.All(List.of()), method.permission());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>log in</html>", "function x() {}", "const apiSchema = [", "const apiSchema = []",
            "const apiSchema = [}", "const apiSchema = [1]", "const apiSchema = [{\"info\":{\"GET\":{}}}]",
            "const apiSchema = [{\"path\":\"/a\",\"info\":{\"GET\":{\"name\":'x'}}}]",
            "const apiSchema = [{\"path\":\"/{a}\",\"info\":{\"GET\":{}}},{\"path\":\"/{b}\",\"info\":{\"GET\":{}}}]"})
    void saysThatADocumentIsBroken(String document) {
        assertThrows(ApiDocumentException.class, () -> read(document));
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        String deep = "[{\"children\":".repeat(5000);
        assertThrows(ApiDocumentException.class, () -> read("const apiSchema = " + deep));
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        assertThrows(ApiDocumentException.class, () -> ApiDocument
                .read(new SequenceInputStream(stream("const apiSchema = [" + " ".repeat(70_000)), endless), "9.2.3"));
    }

    @Test
    void readsFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("apidoc.js"), "const apiSchema = " + SMALL + ";");
        ApiIndex index = ApiDocument.read(file, "10.1~rc1");
        assertEquals("10.1", index.version());
        assertEquals("10.1~rc1", index.release());
    }

    @Test
    void keepsAnIndexForEachVersion() throws IOException {
        Path directory = folder.resolve("cache");
        ApiIndexCache cache = new ApiIndexCache(directory);
        assertTrue(cache.find("9.2.3").isEmpty());
        cache.keep(stream(SMALL), "9.2.3");
        assertEquals(List.of("/version"), cache.find("9.2.3").orElseThrow().paths());
        assertTrue(cache.find("9.2.4").isEmpty());
        try (Stream<Path> files = Files.list(directory)) {
            Path file = files.toList().getFirst();
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void passesOverABrokenCache() throws IOException {
        ApiIndexCache cache = new ApiIndexCache(folder);
        cache.keep(stream(SMALL), "9.2.3");
        Path file = folder.resolve("pve-9.2.3.index");
        byte[] good = Files.readAllBytes(file);
        for (int length : new int[]{0, 10, good.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(good, length));
            assertTrue(cache.find("9.2.3").isEmpty());
        }
        good[good.length / 2] ^= 1;
        Files.write(file, good);
        assertTrue(cache.find("9.2.3").isEmpty());
        assertFalse(cache.keep(stream(SMALL), "9.2.3").paths().isEmpty());
        assertTrue(cache.find("9.2.3").isPresent());
    }

    @Test
    void aNameLeadsNowhereElse() throws IOException {
        ApiIndexCache cache = new ApiIndexCache(folder.resolve("cache"));
        cache.keep(stream(SMALL), "../../9.2");
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            assertEquals(List.of("pve-.._.._9.2.index"), files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
