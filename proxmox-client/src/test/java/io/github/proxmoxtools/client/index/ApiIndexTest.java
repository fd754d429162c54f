package io.github.proxmoxtools.client.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiIndexTest {
    private static final ApiIndex INDEX = ApiIndex.of("9.2");

    @ParameterizedTest
    @CsvSource({"7.4, 7.4-16, 364, 540", "8.4, 8.4.5, 398, 605", "9.2, 9.2.3, 444, 675"})
    void knowsThreeVersions(String version, String release, int paths, int methods) {
        ApiIndex index = ApiIndex.of(version);
        assertEquals(release, index.release());
        assertEquals(paths, index.pathCount());
        assertEquals(methods, index.methodCount());
        assertEquals(paths, index.paths().size());
        assertEquals(methods, index.paths().stream().mapToInt(path -> index.methods(path).size()).sum());
    }

    @Test
    void versionsAreOldestFirst() {
        assertEquals(List.of("7.4", "8.4", "9.2"), ApiIndex.versions());
    }

    @Test
    void refusesAVersionThatItDoesNotHave() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> ApiIndex.of("9.1"));
        assertEquals("The API index has no version '9.1'; it has 7.4, 8.4, 9.2", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"8.2.4, 8.4", "7.1, 7.4", "7.4-16, 7.4", "9.2.11, 9.2", "9.0~beta1, 9.2", "10.0, 9.2", "6.4, 7.4",
            "9, 9.2"})
    void choosesTheNearestVersion(String server, String expected) {
        assertSame(ApiIndex.of(expected), ApiIndex.nearest(server));
    }

    @Test
    void nearestRefusesWhatIsNoVersion() {
        assertThrows(IllegalArgumentException.class, () -> ApiIndex.nearest("latest"));
    }

    @Test
    void matchesALiteralBeforeAPlaceholder() {
        ApiIndex.Match match = INDEX.match("GET", List.of("nodes", "pve1", "qemu", "100", "config")).orElseThrow();
        assertEquals("/nodes/{node}/qemu/{vmid}/config", match.method().path());
        assertEquals(Map.of("node", "pve1", "vmid", "100"), match.pathArguments());
        assertEquals("/cluster/firewall/groups/{group}/{pos}",
                INDEX.match("PUT", List.of("cluster", "firewall", "groups", "web", "0")).orElseThrow().method().path());
        assertEquals("/access/users/{userid}/token",
                INDEX.match("GET", List.of("access", "users", "a@pve", "token")).orElseThrow().method().path());
    }

    @Test
    void matchesVolumesAndNetworksThatHoldSlashes() {
        String volume = "local:iso/debian.iso";
        for (List<String> ending : List.of(List.of(volume), List.of("local:iso", "debian.iso"))) {
            List<String> segments = concat(List.of("nodes", "pve1", "storage", "local", "content"), ending);
            ApiIndex.Match match = INDEX.match("GET", segments).orElseThrow();
            assertEquals("/nodes/{node}/storage/{storage}/content/{volume}", match.method().path());
            assertEquals(volume, match.pathArguments().get("volume"));
        }
        ApiIndex.Match entry = INDEX.match("DELETE", List.of("cluster", "firewall", "ipset", "lan", "10.0.0.0", "8"))
                .orElseThrow();
        assertEquals("10.0.0.0/8", entry.pathArguments().get("cidr"));
    }

    private static List<String> concat(List<String> left, List<String> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    @Test
    void tellsAnUnknownPathFromAnUnknownMethod() {
        assertTrue(INDEX.knowsPath(List.of("version")));
        assertTrue(INDEX.match("DELETE", List.of("version")).isEmpty());
        assertFalse(INDEX.knowsPath(List.of("nope")));
        assertFalse(INDEX.knowsPath(List.of("pools", "dev", "sub")));
        assertFalse(INDEX.knowsPath(List.of()));
    }

    @Test
    void methodsStandInOneOrder() {
        assertEquals(List.of("GET", "PUT", "DELETE"), INDEX.methods("/access/groups/{groupid}"));
        assertEquals(List.of(), INDEX.methods("/access/groups/{other}"));
        assertTrue(INDEX.method("GET", "/access/groups/{other}").isEmpty());
    }

    @Test
    void listsChildrenOfTemplatesAndPaths() {
        assertEquals(List.of("access", "cluster", "nodes", "pools", "storage", "version"), INDEX.children("/"));
        assertEquals(List.of("{vmid}"), INDEX.children("/nodes/pve1/qemu"));
        assertEquals(INDEX.children("/nodes/{node}"), INDEX.children("/nodes/pve1/"));
        assertEquals(List.of("interfaces", "neighbors", "routes"),
                INDEX.children("/nodes/{node}/sdn/fabrics/{fabric}"));
        assertEquals(List.of(), INDEX.children("/nope"));
    }

    @ParameterizedTest
    @CsvSource({"/nodes/pve1/qmeu, /nodes/{node}/qemu",
            "/nodes/pve1/qemu/100/snapshots, /nodes/{node}/qemu/{vmid}/snapshot",
            "/cluster/resource, /cluster/resources", "/qemu/100/config, /nodes/{node}/qemu/{vmid}/config",
            "/versions, /version"})
    void suggestsPaths(String wrong, String expected) {
        assertEquals(expected, INDEX.suggestPaths(wrong, 3).getFirst());
    }

    @Test
    void suggestsNothingForNonsense() {
        assertEquals(List.of(), INDEX.suggestPaths("/zzzzzzzzzzzzzzzzzzzzzzzzz", 3));
    }

    @Test
    void decodesOnlyWhatIsAskedFor() throws IOException {
        IndexFile file;
        try (InputStream resource = IndexFile.class.getResourceAsStream(IndexFile.RESOURCE)) {
            file = new IndexFile(Objects.requireNonNull(resource).readAllBytes());
        }
        ApiIndex index = new ApiIndex(file, file.versions().getLast());
        assertEquals(0, index.decodedRecords());
        ApiMethod method = index.match("PUT", List.of("nodes", "pve1", "qemu", "100", "config")).orElseThrow()
                .method();
        assertEquals(1, index.decodedRecords());
        assertTrue(method.parameter("net0").isPresent());
        assertEquals(2, index.decodedRecords());
        assertEquals(List.of(), method.check(Map.of("node", List.of("pve1"), "vmid", List.of("100"))));
        assertEquals(4, index.decodedRecords());
    }
}
