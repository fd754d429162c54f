package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.client.PveVersion;
import io.github.proxmoxtools.client.Upload;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends requests and speaks of failures in the words of the family. */
final class Calls {
    private final Connection connection;
    private final Safety access;
    private final FailureTranslation translation;

    Calls(Connection connection, Safety access) {
        this.connection = connection;
        this.access = access;
        this.translation = new FailureTranslation(this);
    }

    ApiAnswer send(ApiRequest request) {
        return send(request, () -> client().send(request));
    }

    /** Sends a request with a file. */
    ApiAnswer upload(ApiRequest request, Upload upload) {
        return send(request, () -> client().upload(upload));
    }

    private ApiAnswer send(ApiRequest request, Supplier<ApiAnswer> sending) {
        if (access == Safety.READ && request.method() != HttpMethod.GET) {
            throw new Refusal("Only reading is allowed here; " + request.method() + " " + request.path()
                    + " was not sent", "Start without the read-only restriction to change anything.", Map.of());
        }
        try {
            return sending.get();
        } catch (ProxmoxException e) {
            throw translation.of(e, request);
        }
    }

    ProxmoxClient client() {
        return connection.client();
    }

    String version() {
        try {
            return client().serverVersion().map(PveVersion::text).orElseThrow(Calls::noVersion);
        } catch (ProxmoxException e) {
            throw translation.of(e, Optional.empty());
        }
    }

    ToolFailure translate(ProxmoxException e) {
        return translation.of(e, Optional.empty());
    }

    private static ToolFailure noVersion() {
        return new TransportFailure(FailureKind.MALFORMED_ANSWER, "The server does not say its version", "", false,
                Optional.empty(), Map.of(), null);
    }
}
