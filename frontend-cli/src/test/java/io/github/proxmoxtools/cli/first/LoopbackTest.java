package io.github.proxmoxtools.cli.first;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.client.Host;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts are this machine, and who is asked for it. */
class LoopbackTest {
    private final List<String> asked = new ArrayList<>();

    private boolean is(String host, boolean throughProxy) {
        return new Loopback(throughProxy, name -> {
            asked.add(name);
            return InetAddress.getByAddress(new byte[]{127, 0, 0, 2});
        }).is(new Host(host, 8006));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,true", "::1,true", "localhost,true", "192.0.2.1,false", "2001:db8::1,false"})
    void addressesNeedNoLookUp(String host, boolean expected) {
        for (boolean throughProxy : List.of(true, false)) {
            assertEquals(expected, new Loopback(throughProxy).is(new Host(host, 8006)));
        }
    }

    @Test
    void namesAreTheBusinessOfAProxy() {
        assertEquals(false, is("pve.example", true));
        assertEquals(List.of(), asked);
        assertEquals(true, is("pve.example", false));
        assertEquals(List.of("pve.example"), asked);
    }
}
