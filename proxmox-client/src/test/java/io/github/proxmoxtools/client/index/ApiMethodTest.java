package io.github.proxmoxtools.client.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiMethodTest {
    private static final ApiIndex INDEX = ApiIndex.of("9.2");
    private static final ApiMethod CONFIG = INDEX.method("PUT", "/nodes/{node}/qemu/{vmid}/config").orElseThrow();

    @Test
    void tellsItsFacts() {
        assertEquals("PUT /nodes/{node}/qemu/{vmid}/config", CONFIG.toString());
        assertTrue(CONFIG.isProtected());
        assertEquals(Optional.of("node"), CONFIG.proxyTo());
        assertTrue(CONFIG.allowsToken());
        assertFalse(INDEX.method("PUT", "/access/password").orElseThrow().allowsToken());
        assertFalse(CONFIG.acceptsOtherParameters());
    }

    @Test
    void tellsTheFactsOfAParameter() {
        ApiParameter vmid = CONFIG.parameter("vmid").orElseThrow();
        assertEquals(ApiKind.INTEGER, vmid.type());
        assertFalse(vmid.optional());
        assertEquals(Optional.of("pve-vmid"), vmid.format());
        assertEquals(OptionalDouble.of(100), vmid.minimum());
        assertEquals(OptionalDouble.of(999_999_999), vmid.maximum());
        assertEquals(Optional.of("seabios"), CONFIG.parameter("bios").orElseThrow().defaultValue());
        assertEquals(List.of("seabios", "ovmf"), CONFIG.parameter("bios").orElseThrow().choices());
        assertEquals(OptionalInt.of(8192), CONFIG.parameter("description").orElseThrow().maxLength());
    }

    @Test
    void resolvesIndexedParameters() {
        ApiParameter card = CONFIG.parameter("net0").orElseThrow();
        assertEquals("net[n]", card.name());
        assertTrue(card.indexed());
        assertEquals(OptionalInt.of(31), card.lastIndex());
        assertTrue(CONFIG.parameter("net31").isPresent());
        assertTrue(CONFIG.parameter("efidisk0").isPresent());
    }

    @ParameterizedTest
    @CsvSource({"net32", "net01", "net", "net-1", "scsi31", "vmid0", "0"})
    void refusesIndexesThatProxmoxDoesNotHave(String name) {
        assertTrue(CONFIG.parameter(name).isEmpty());
    }

    @Test
    void knowsTheKeysOfPropertyStrings() {
        Map<String, ApiParameter> keys = CONFIG.parameter("net0").orElseThrow().properties();
        assertTrue(keys.get("model").isDefaultKey());
        assertTrue(keys.get("model").choices().contains("virtio"));
        assertEquals(Optional.of("macaddr"), keys.get("virtio").alias());
        assertEquals(Optional.of("pve-bridge-id"), keys.get("bridge").format());
    }

    @ParameterizedTest
    @CsvSource({"memmory, memory", "core, cores", "discription, description", "on_boot, onboot", "sshkey, sshkeys"})
    void suggestsParameters(String wrong, String expected) {
        assertEquals(expected, CONFIG.suggestParameters(wrong, 3).getFirst());
    }

    @Test
    void describesAnswers() {
        ApiType list = INDEX.method("GET", "/cluster/resources").orElseThrow().returns();
        assertEquals(ApiKind.LIST, list.kind());
        ApiType resource = list.items().orElseThrow();
        assertEquals(ApiKind.OBJECT, resource.kind());
        assertFalse(resource.properties().get("id").optional());
        assertEquals(ApiKind.INTEGER, resource.properties().get("vmid").kind());
        assertEquals(ApiKind.NOTHING, INDEX.method("PUT", "/access/acl").orElseThrow().returns().kind());
    }
}
