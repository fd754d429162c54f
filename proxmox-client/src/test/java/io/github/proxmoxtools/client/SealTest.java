package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("auth")
final class SealTest {
    private static final ApiPath START = ApiPath.parse("/nodes/pve1/qemu/100/status/start");
    private static final ApiPath LOGIN = ApiPath.parse("/access/ticket");

    @Test
    void thisBuildIsNotSealed() {
        assertEquals(Seal.NONE, Seal.ofThisBuild());
        for (HttpMethod method : HttpMethod.values()) {
            assertDoesNotThrow(() -> Seal.NONE.refuse(method, START));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealedToReadSendsNothingButGetAndTheLogin(HttpMethod method) {
        if (method == HttpMethod.GET) {
            assertDoesNotThrow(() -> Seal.READ.refuse(method, START));
        } else {
            assertThrows(RequestRefusedException.class, () -> Seal.READ.refuse(method, START));
        }
        if (method == HttpMethod.GET || method == HttpMethod.POST) {
            assertDoesNotThrow(() -> Seal.READ.refuse(method, LOGIN));
        } else {
            assertThrows(RequestRefusedException.class, () -> Seal.READ.refuse(method, LOGIN));
        }
    }

    @Test
    void nothingElseLooksLikeTheLogin() {
        Stream.of(ApiPath.parse("/access"), ApiPath.parse("/access/ticket/x"), ApiPath.parse("/access/users"),
                ApiPath.parse("/nodes/access/ticket"), ApiPath.parse("/access/Ticket"))
                .forEach(path -> assertThrows(RequestRefusedException.class,
                        () -> Seal.READ.refuse(HttpMethod.POST, path), path::toString));
    }

    @ParameterizedTest
    @EnumSource
    void sealedToChangeNeverSendsDelete(HttpMethod method) {
        if (method == HttpMethod.DELETE) {
            RequestRefusedException refusal = assertThrows(RequestRefusedException.class,
                    () -> Seal.CHANGE.refuse(method, START));
            assertTrue(String.valueOf(refusal.getMessage()).contains("delete nothing"), refusal::getMessage);
        } else {
            assertDoesNotThrow(() -> Seal.CHANGE.refuse(method, START));
        }
    }

    @Test
    void theTransportItselfSendsNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.answersJson("{\"data\":1}");
            ClientOptions options = server.client().readOnly(true).options();
            Hosts hosts = new Hosts(options.hosts(), options.resilience().time());
            Deadline none = Deadline.of(null, options.resilience().time());
            try (Transport transport = new Transport(options, new HostTrust(options, hosts))) {
                assertThrows(RequestRefusedException.class, () -> transport.exchange(server.host(),
                        WireRequest.of(ApiRequest.post(START), Map.of()), none));
                assertEquals(0, server.requests().size());
                transport.exchange(server.host(), WireRequest.of(ApiRequest.get(START), Map.of()), none);
            }
            assertEquals(1, server.requests().size());
        }
    }
}
