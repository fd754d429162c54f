package io.github.proxmoxtools.integration.release;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars of the library as they are built. */
@Tag("package")
@DisplayName("The jar of a library module")
final class PublishedJarsIT {
    private static final String SIMULATOR = "proxmox-simulator";
    private static final String LICENCE = "META-INF/LICENSE";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** A resource is published only if it is named here: recordings and settings would be found out. */
    private static final Set<String> RESOURCES = Set.of("io/github/proxmoxtools/client/index/api-index.bin",
            "META-INF/services/io.github.proxmoxtools.tools.spi.Toolset");
    /** The password of the simulated administrator. */
    private static final String DEMO_PASSWORD = "simulated-password";
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/=]{16}");
    /** How the secret of a token looks, in what is said to whoever gave another form. */
    private static final String EXAMPLE = "01234567-89ab-cdef-0123-456789abcdef";

    static List<String> libraries() {
        return Published.libraries();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @DisplayName("holds classes of its main sources, and nothing of its tests")
    void classes(String module) throws IOException {
        Set<String> sources = sources(Published.ROOT.resolve(module).resolve("src/main/java"));
        Set<String> classes = Published.contents(Published.jar(module)).keySet().stream()
                .filter(name -> name.endsWith(".class"))
                .map(name -> name.replaceFirst("(\\$.*)?\\.class$", "")).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(classes.contains("module-info"), "module-info");
        classes.removeAll(sources);
        assertEquals(Set.of(), classes, "from elsewhere");
    }

    /** Names sources as their classes are named. */
    private static Set<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/').replaceFirst("\\.java$", ""))
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @DisplayName("holds no other file than its licence and what is known to belong there")
    void resources(String module) {
        Set<String> others = Published.contents(Published.jar(module)).keySet().stream()
                .filter(name -> !name.endsWith(".class")).collect(Collectors.toCollection(TreeSet::new));
        others.removeAll(RESOURCES);
        assertEquals(Set.of(LICENCE, MANIFEST), others);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @DisplayName("holds the licence as it stands in the repository; it contains nobody else's work, so it needs no NOTICE")
    void licence(String module) throws IOException {
        Map<String, byte[]> contents = Published.contents(Published.jar(module));
        assertArrayEquals(Files.readAllBytes(Published.ROOT.resolve("LICENSE")), contents.get(LICENCE));
        List<String> foreign = contents.keySet().stream()
                .filter(name -> name.endsWith(".class") && !name.startsWith("io/github/proxmoxtools/"))
                .filter(name -> !name.equals("module-info.class")).toList();
        assertEquals(List.of(), foreign);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @DisplayName("holds no secret, no key, and no place of the machine that built it")
    void secrets(String module) {
        for (Map.Entry<String, byte[]> file : Published.contents(Published.jar(module)).entrySet()) {
            String text = new String(file.getValue(), ISO_8859_1);
            Set<String> found = SECRET.matcher(text).results().map(MatchResult::group)
                    .filter(secret -> !secret.equals(EXAMPLE)).collect(Collectors.toSet());
            assertEquals(Set.of(), found, file::getKey);
            assertFalse(text.contains(Published.ROOT.toString()), file::getKey);
        }
    }

    @Test
    @DisplayName("knows the demonstration's password only where it is the simulator's")
    void demonstration() {
        Set<String> knowing = Published.libraries().stream()
                .filter(module -> Published.contents(Published.jar(module)).values().stream()
                        .anyMatch(bytes -> new String(bytes, ISO_8859_1).contains(DEMO_PASSWORD)))
                .collect(Collectors.toSet());
        assertEquals(Set.of(SIMULATOR), knowing);
    }
}
