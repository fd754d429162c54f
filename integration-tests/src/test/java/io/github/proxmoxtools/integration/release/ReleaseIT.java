package io.github.proxmoxtools.integration.release;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The repository that {@code ./mvnw -Prelease} lays out; without that profile there is none. */
@Tag("package")
@EnabledIfSystemProperty(named = "release.folder", matches = ".+", disabledReason = "built without -Prelease")
@DisplayName("The repository that is laid out for publishing")
final class ReleaseIT {
    private static final Path RELEASE = Path.of(System.getProperty("release.folder", ""));
    private static final Path GROUP = RELEASE.resolve("repository/io/github/proxmoxtools");
    private static final Map<String, String> DIGESTS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256");
    private static final int FILES = Published.libraries().size() * 5 + 1;

    static List<String> libraries() {
        return Published.libraries();
    }

    static Set<String> modules() {
        return Published.modules();
    }

    private static Path file(String module, String kind) {
        return GROUP.resolve(module).resolve(Published.VERSION).resolve(module + "-" + Published.VERSION + kind);
    }

    @Test
    @DisplayName("holds what belongs to each module, with checksums, and nothing else")
    void complete() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (String module : Published.modules()) {
            List<String> kinds = module.equals(Published.BOM)
                    ? List.of(".pom")
                    : List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
            for (String kind : kinds) {
                String name = RELEASE.relativize(file(module, kind)).toString();
                expected.add(name);
                DIGESTS.keySet().forEach(digest -> expected.add(name + "." + digest));
            }
        }
        Set<String> found = files().stream().map(path -> RELEASE.relativize(path).toString())
                .filter(name -> !name.contains(".asc")).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, found);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(RELEASE.resolve("repository"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    @DisplayName("has checksums that are right")
    void checksums() throws Exception {
        int checked = 0;
        for (Path file : files()) {
            String name = file.getFileName().toString();
            String kind = name.substring(name.lastIndexOf('.') + 1);
            if (DIGESTS.containsKey(kind)) {
                Path of = file.resolveSibling(name.substring(0, name.length() - kind.length() - 1));
                assertEquals(digest(of, DIGESTS.get(kind)), Files.readString(file), name);
                checked++;
            }
        }
        assertTrue(checked >= FILES * DIGESTS.size(), checked + " checksums");
        List<String> sums = Files.readAllLines(RELEASE.resolve("SHA256SUMS"));
        assertEquals(FILES, sums.size());
        for (String line : sums) {
            assertEquals(digest(RELEASE.resolve(line.substring(66)), "SHA-256") + "  ", line.substring(0, 66), line);
        }
    }

    private static String digest(Path file, String algorithm) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    @DisplayName("has POMs that stand alone and say what Maven Central asks for")
    void poms(String module) throws IOException {
        Pom pom = Pom.read(file(module, ".pom"));
        for (String required : List.of("groupId", "artifactId", "version", "name", "description", "url",
                "licenses/license/name", "licenses/license/url", "developers/developer/name",
                "developers/developer/organization", "developers/developer/organizationUrl", "scm/url",
                "scm/connection", "scm/developerConnection")) {
            assertFalse(pom.text(required).isEmpty(), required);
        }
        String text = Files.readString(file(module, ".pom"));
        assertAll(() -> assertEquals(Published.pom("").text("url"), pom.text("url")),
                () -> assertEquals(Published.pom("").text("scm/url"), pom.text("scm/url")),
                () -> assertTrue(pom.find("parent").isEmpty(), "parent"),
                () -> assertTrue(pom.find("build").isEmpty(), "build"),
                () -> assertTrue(pom.find("properties").isEmpty(), "properties"),
                () -> assertFalse(text.contains(Published.ROOT.toString()), "a place of this machine"),
                () -> assertFalse(text.replace("${project.version}", "").contains("${"), "what nobody can resolve"));
        for (Pom dependency : pom.all("dependencies/dependency")) {
            assertFalse(dependency.text("version").isEmpty(), () -> dependency.text("artifactId"));
            assertTrue(Set.of("compile", "runtime", "provided").contains(dependency.text("scope")),
                    () -> dependency.text("artifactId") + " " + dependency.text("scope"));
        }
    }

    @Test
    @DisplayName("has a BOM that names every library and nothing of others")
    void bom() {
        List<Pom> managed = Pom.read(file(Published.BOM, ".pom")).all("dependencyManagement/dependencies/dependency");
        assertEquals(Published.libraries(), managed.stream().map(each -> each.text("artifactId")).toList());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @DisplayName("has sources of all classes, and none of the tests")
    void sources(String module) throws IOException {
        Path folder = Published.ROOT.resolve(module).resolve("src/main");
        Set<String> missing = new TreeSet<>(Set.of("META-INF/LICENSE", "META-INF/MANIFEST.MF"));
        for (String part : List.of("java", "resources")) {
            Path from = folder.resolve(part);
            if (Files.exists(from)) {
                try (Stream<Path> files = Files.walk(from)) {
                    files.filter(Files::isRegularFile)
                            .forEach(file -> missing.add(from.relativize(file).toString().replace('\\', '/')));
                }
            }
        }
        Set<String> unexpected = new TreeSet<>(Published.contents(file(module, "-sources.jar")).keySet());
        Set<String> found = Set.copyOf(unexpected);
        unexpected.removeAll(missing);
        missing.removeAll(found);
        assertEquals(Set.of(), missing, "missing");
        assertEquals(Set.of(), unexpected, "unexpected");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @DisplayName("documents exported packages; of toolsets, which export none, the provider")
    void documentation(String module) throws IOException {
        Map<String, byte[]> documentation = Published.contents(file(module, "-javadoc.jar"));
        assertArrayEquals(Files.readAllBytes(Published.ROOT.resolve("LICENSE")),
                documentation.get("META-INF/LICENSE"));
        ModuleDescriptor descriptor = ModuleDescriptor.read(new ByteArrayInputStream(
                Published.contents(file(module, ".jar")).get("module-info.class")));
        Set<String> expected = descriptor.exports().isEmpty()
                ? Set.of(descriptor.name())
                : descriptor.exports().stream().map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet());
        Set<String> documented = documentation.keySet().stream()
                .filter(name -> name.endsWith("/package-summary.html"))
                .map(name -> name.substring(name.indexOf('/') + 1, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toSet());
        assertEquals(expected, documented);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @DisplayName("says what each module needs, without what differs from build to build")
    void contents(String module) throws IOException {
        JsonNode bom = new ObjectMapper().readTree(file(module, "-cyclonedx.json").toFile());
        assertAll(() -> assertEquals("CycloneDX", bom.path("bomFormat").asText()),
                () -> assertEquals(module, bom.path("metadata").path("component").path("name").asText()),
                () -> assertFalse(bom.has("serialNumber"), "serial number"),
                () -> assertFalse(bom.path("components").isEmpty(), "components"),
                () -> assertFalse(bom.toString().contains(Published.ROOT.toString()), "a place of this machine"));
        Set<String> needed = Pom.read(file(module, ".pom")).all("dependencies/dependency").stream()
                .filter(dependency -> !dependency.text("scope").equals("provided"))
                .map(dependency -> dependency.text("artifactId")).collect(Collectors.toSet());
        bom.path("components").forEach(component -> needed.remove(component.path("name").asText()));
        assertEquals(Set.of(), needed, "left out");
    }
}
