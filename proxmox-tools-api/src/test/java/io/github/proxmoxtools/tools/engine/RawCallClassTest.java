package io.github.proxmoxtools.tools.engine;

import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A raw call is a mere change where a tool that changes would send just that; whatever else destroys. */
class RawCallClassTest {
    private static final Param<String> POOL = Param.text("poolid", "");
    private static final Param<String> COMMENT = Param.text("comment", "").optional();
    private static final Param<List<String>> MEMBERS = Param.list("members", "").optional();
    private static final Param<String> FILE = Param.localFile("file", "").sentAs("filename").optional();
    private static final List<String> PATH = List.of("pools", "dev");

    private static final Catalog CATALOG = Samples.catalog(Samples.changes("proxmox_pool_change", "pool", "change")
            .chooses(post("/pools/{poolid}", POOL, COMMENT, MEMBERS, FILE).with("move", "1").when(COMMENT),
                    post("/pools/{poolid}/order", POOL, MEMBERS))
            .returnsNothing());

    private static Safety of(List<String> path, String... namesAndValues) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(Parameter.of(namesAndValues[i], namesAndValues[i + 1]));
        }
        return CATALOG.safetyOfCall("POST", path, parameters);
    }

    private static void isChange(String... namesAndValues) {
        assertEquals(Safety.CHANGE, of(PATH, namesAndValues));
    }

    private static void destroys(String... namesAndValues) {
        assertEquals(Safety.DESTROY, of(PATH, namesAndValues));
    }

    @Test
    void holdsWhatTheToolAlwaysSends() {
        isChange("comment", "x", "move", "1");
        destroys("comment", "x");
        destroys("comment", "x", "move", "0");
        destroys("comment", "x", "move", "1", "move", "0");
    }

    @Test
    void isSentForTheseArguments() {
        destroys("move", "1", "members", "100");
        assertEquals(Safety.CHANGE, of(List.of("pools", "dev", "order"), "members", "100"));
        assertEquals(Safety.DESTROY, of(List.of("pools", "dev", "order"), "comment", "x", "move", "1"));
    }

    @Test
    void hasNothingThatTheToolDoesNotSend() {
        destroys("comment", "x", "move", "1", "delete", "1");
        destroys("comment", "x", "move", "1", "poolid", "other");
        destroys("comment", "x", "move", "1", "filename", "/etc/shadow");
    }

    @Test
    void aListMayBeGivenOneByOne() {
        isChange("comment", "x", "move", "1", "members", "100", "members", "101");
        destroys("comment", "x", "comment", "y", "move", "1");
    }

    @Test
    void aSlashInASegmentLeadsElsewhereUnlessTheParameterHoldsSome() {
        assertEquals(Safety.DESTROY, of(List.of("pools", "dev/order"), "comment", "x", "move", "1"));
        Catalog volumes = Samples.catalog(Samples.changes("proxmox_volume_note", "volume", "note")
                .post("/storage/{volume}", Param.text("volume", ""), COMMENT).returnsNothing());
        assertEquals(Safety.CHANGE, volumes.safetyOfCall("POST", List.of("storage", "a:100/disk.raw"),
                List.of(Parameter.of("comment", "x"))));
    }
}
