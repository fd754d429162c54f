package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

@ProxmoxSimulator
class FaultsTest {
    @Test
    void anotherCertificateIsShownOnceOrAlways(Simulator simulator) throws Exception {
        simulator.faults().wrongCertificate("pve1", 1);
        assertThrows(SSLException.class, () -> version(simulator));
        assertEquals(200, version(simulator));
        simulator.faults().wrongCertificate("pve1");
        assertThrows(SSLException.class, () -> version(simulator));
        assertThrows(SSLException.class, () -> version(simulator));
        simulator.faults().clear();
        assertEquals(200, version(simulator));
        assertEquals(2, simulator.requests().size());
    }

    @Test
    void anAnswerCanDrip(Simulator simulator) throws Exception {
        simulator.faults().on("GET", "/version", 1, Fault.slowDrip(Duration.ofMillis(5)));
        long begin = System.nanoTime();
        assertEquals(200, version(simulator));
        // Some 350 bytes, seven at a time.
        assertTrue(System.nanoTime() - begin > Duration.ofMillis(200).toNanos());
        assertTrue(simulator.requests().getFirst().taken());
    }

    @Test
    void theNthRequestOfAPatternFailsAndIsRecordedAsNotTaken(Simulator simulator) throws Exception {
        simulator.faults().on("*", "/nodes/*/status", 2, Fault.status(503, "later"));
        assertEquals(200, RawClient.once(simulator, "GET", "/nodes/pve1/status", "").status());
        assertEquals("HTTP/1.1 503 later", RawClient.once(simulator, "GET", "/nodes/pve2/status", "").statusLine());
        assertEquals(200, RawClient.once(simulator, "GET", "/nodes/pve1/status", "").status());
        assertEquals(List.of(true, false, true),
                simulator.requests().stream().map(RecordedRequest::taken).toList());
    }

    @Test
    void resetsBeforeAndAfterDifferInWhatWasDone(Simulator simulator) throws Exception {
        simulator.faults().on("POST", "/access/groups", 1, Fault.resetBeforeTaking()).on("POST", "/access/groups", 2,
                Fault.resetAfterTaking());
        assertThrows(SocketException.class, () -> create(simulator, "one"));
        assertThrows(SocketException.class, () -> create(simulator, "two"));
        String groups = RawClient.once(simulator, "GET", "/access/groups", "").body();
        assertTrue(!groups.contains("\"one\"") && groups.contains("\"two\""), groups);
        assertEquals(1, simulator.writes());
    }

    private static int version(Simulator simulator) throws Exception {
        return RawClient.once(simulator, "GET", "/version", "").status();
    }

    private static void create(Simulator simulator, String group) throws Exception {
        RawClient.once(simulator, "POST", "/access/groups", "groupid=" + group);
    }
}
