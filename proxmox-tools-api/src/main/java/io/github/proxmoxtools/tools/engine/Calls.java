package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.client.PveVersion;
import io.github.proxmoxtools.client.Reply;
import io.github.proxmoxtools.client.RequestInterruptedException;
import io.github.proxmoxtools.client.Upload;
import io.github.proxmoxtools.client.UrlContent;
import io.github.proxmoxtools.client.UrlSource;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sends requests and speaks of failures in the words of the family. */
final class Calls {
    private final Connection connection;
    private final Safety access;
    private final FailureTranslation translation;
    private final Absence absence;

    Calls(Connection connection, Safety access, Catalog catalog) {
        this.connection = connection;
        this.access = access;
        this.absence = new Absence(this, catalog);
        this.translation = new FailureTranslation(this, absence);
    }

    ApiAnswer send(ApiRequest request) {
        return send(request, () -> client().send(request));
    }

    /** Sends a request with a file. */
    ApiAnswer upload(ApiRequest request, Upload upload) {
        return send(request, () -> client().upload(upload));
    }

    /** Opens an address that somebody else chose; what is not public is refused unless it may be fetched too. */
    UrlContent fetch(String address, boolean anyAddress) {
        try {
            UrlSource source = UrlSource.of(address);
            return (anyAddress ? source.allowingPrivateAddresses() : source).fetch();
        } catch (ProxmoxException e) {
            throw translation.of(e, Optional.empty());
        }
    }

    private ApiAnswer send(ApiRequest request, Supplier<ApiAnswer> sending) {
        if (access == Safety.READ && request.method() != HttpMethod.GET) {
            throw new Refusal("Only reading is allowed here; " + request.method() + " " + request.path()
                    + " was not sent", Ceiling.origin(access), Map.of());
        }
        try {
            return sending.get();
        } catch (ProxmoxException e) {
            throw translation.of(e, request);
        }
    }

    /** What came of one of several reads. */
    sealed interface Part {
        /** The answer. */
        record Came(Data data) implements Part {}

        /** Why there is none. */
        record Failed(ToolFailure failure) implements Part {}
    }

    /** Reads something that may fail; who took the call back is told so all the same. */
    Part attempt(ApiRequest read) {
        try {
            return new Part.Came(Data.of(send(read).data()));
        } catch (Cancellation taken) {
            throw taken;
        } catch (ToolFailure failure) {
            return new Part.Failed(failure);
        }
    }

    /** Reads several things at the same time, each of which may fail. */
    List<Part> sendToEach(List<ApiRequest> reads) {
        return replies(reads).stream().map(this::part).toList();
    }

    /** The same, with all that the server said. */
    List<Reply> replies(List<ApiRequest> reads) {
        try {
            return client().sendToEach(reads, offlineNodes(reads));
        } catch (ProxmoxException e) {
            throw translation.of(e, Optional.empty());
        }
    }

    private Part part(Reply reply) {
        return reply.answer().<Part>map(answer -> new Part.Came(Data.of(answer.data())))
                .orElseGet(() -> new Part.Failed(failure(reply)));
    }

    ToolFailure failure(Reply failed) {
        return translation.of(failed.failure().orElseThrow(), failed.request());
    }

    /** To ask an offline node costs seconds; not to know which ones are offline costs nothing else. */
    private Set<String> offlineNodes(List<ApiRequest> reads) {
        boolean aboutNodes = reads.stream().anyMatch(read -> read.path().segments().size() > 1
                && read.path().segments().get(0).equals("nodes"));
        try {
            return aboutNodes && reads.size() > 1 ? client().offlineNodes() : Set.of();
        } catch (RequestInterruptedException e) {
            throw e;
        } catch (ProxmoxException e) {
            return Set.of();
        }
    }

    /** Names the loaded tool that makes a call. */
    Optional<String> tool(String method, List<String> path) {
        return absence.tool(method, path);
    }

    /** Names the loaded tool that lists what is at a path. */
    Optional<String> listingTool(List<String> path) {
        return absence.listingTool(path);
    }

    /** Names the loaded tool that does with guests of another kind what a tool does with those of its own. */
    Optional<Tool> twin(Tool tool, GuestKind kind) {
        return absence.twin(tool, kind);
    }

    /** Says where the guest of a path is, if it is not there. */
    Optional<String> whereabouts(String path) {
        try {
            return absence.whereabouts(ApiPath.parse(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // then the failure says less
        }
    }

    /** Says that there is no such node, if that can be known. */
    Optional<ToolFailure> unknownNode(String node) {
        return translation.unknownNode(node);
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
