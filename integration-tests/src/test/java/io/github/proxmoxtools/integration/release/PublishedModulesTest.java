package io.github.proxmoxtools.integration.release;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files of the build say of what is published. */
@DisplayName("What is published")
final class PublishedModulesTest {
    /** Nobody compiles against these. */
    private static final Set<String> KEPT = Set.of("frontend-cli", "frontend-mcp", "integration-tests");
    private static final String PROJECT = "https://github.com/proxmoxtools/proxmox-tools";

    private final Pom parent = Published.pom("");

    static Set<String> modules() {
        return Published.modules();
    }

    @Test
    @DisplayName("is every module but the programs and the tests, and the BOM names it")
    void everyLibraryIsInTheBom() {
        Set<String> expected = new TreeSet<>(parent.all("modules/module").stream()
                .map(module -> module.xml().getTextContent().strip()).toList());
        assertTrue(expected.removeAll(KEPT), expected::toString);
        assertEquals(expected, Published.modules());
    }

    @Test
    @DisplayName("is what says so itself, and nothing else")
    void nothingElse() {
        assertEquals("true", parent.text("properties/release.skip"));
        Set<String> saying = parent.all("modules/module").stream().map(module -> module.xml().getTextContent().strip())
                .filter(module -> Published.pom(module).text("properties/release.skip").equals("false"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Published.modules(), saying);
    }

    @Test
    @DisplayName("is never sent by accident")
    void deployIsSkipped() {
        assertEquals("true", parent.text("properties/maven.deploy.skip"));
        for (Pom module : parent.all("modules/module")) {
            assertEquals("", Published.pom(module.xml().getTextContent().strip()).text("properties/maven.deploy.skip"));
        }
    }

    @Test
    @DisplayName("is managed by the BOM in its own version, without libraries of others")
    void bom() {
        List<Pom> managed = Published.pom(Published.BOM).all("dependencyManagement/dependencies/dependency");
        assertFalse(managed.isEmpty());
        for (Pom dependency : managed) {
            assertEquals("io.github.proxmoxtools", dependency.text("groupId"));
            assertEquals("${project.version}", dependency.text("version"));
            assertEquals("", dependency.text("type") + dependency.text("scope"));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    @DisplayName("has a name and a description of its own, and the version of all")
    void ownWords(String module) {
        Pom pom = Published.pom(module);
        assertAll(() -> assertEquals(module, pom.text("artifactId")),
                () -> assertTrue(pom.text("name").startsWith("Proxmox "), () -> pom.text("name")),
                () -> assertTrue(pom.text("description").length() > 20, () -> pom.text("description")),
                () -> assertEquals(Published.VERSION, pom.text("parent/version")),
                () -> assertEquals("", pom.text("version")));
    }

    @Test
    @DisplayName("says where it comes from, who makes it, and its licence, once for all")
    void common() {
        assertAll(() -> assertEquals(PROJECT, parent.text("url")),
                () -> assertEquals("MIT", parent.text("licenses/license/name")),
                () -> assertTrue(parent.text("licenses/license/url").startsWith("https://")),
                () -> assertFalse(parent.text("developers/developer/name").isEmpty()),
                () -> assertFalse(parent.text("developers/developer/organizationUrl").isEmpty()),
                () -> assertEquals(PROJECT, parent.text("scm/url")),
                () -> assertEquals("scm:git:" + PROJECT + ".git", parent.text("scm/connection")),
                () -> assertTrue(parent.text("scm/developerConnection").startsWith("scm:git:ssh://")));
    }

    @Test
    @DisplayName("has the project's address, not one with its own name at the end")
    void addressesAreNotExtended() {
        Pom scm = parent.find("scm").orElseThrow();
        assertAll(() -> assertEquals("false", parent.xml().getAttribute("child.project.url.inherit.append.path")),
                () -> assertEquals("false", scm.xml().getAttribute("child.scm.url.inherit.append.path")),
                () -> assertEquals("false", scm.xml().getAttribute("child.scm.connection.inherit.append.path")),
                () -> assertEquals("false",
                        scm.xml().getAttribute("child.scm.developerConnection.inherit.append.path")));
    }
}
