package io.github.proxmoxtools.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has answered what does not fit into memory: each once, but for hosts that nothing was sent to, and stale logins. */
final class Streaming {
    private static final Logger LOG = LoggerFactory.getLogger(ProxmoxClient.class);

    private final Transport transport;
    private final Hosts hosts;
    private final Authentication authentication;
    private final Delivery delivery;
    private final TaskTime time;
    private final Deadline noDeadline;

    Streaming(ClientOptions options, Transport transport, Hosts hosts, Authentication authentication,
            Delivery delivery) {
        this.transport = transport;
        this.hosts = hosts;
        this.authentication = authentication;
        this.delivery = delivery;
        this.time = options.resilience().time();
        this.noDeadline = Deadline.of(null, time);
    }

    ApiAnswer upload(Upload upload) {
        WatchedBody body = new WatchedBody(new MultipartBody(upload), time);
        ApiRequest request = new ApiRequest(HttpMethod.POST, upload.path(), upload.fields());
        return delivery.write(request, authentication, body::completeSince,
                () -> Answers.read(WireRequest.of(upload, body, Map.of()),
                        authenticated(HttpMethod.POST, proof -> WireRequest.of(upload, body, proof))));
    }

    Downloaded download(ApiRequest request, Download download) {
        if (request.method() != HttpMethod.GET) {
            throw new IllegalArgumentException("a download is a GET, unlike " + request.method());
        }
        DownloadReceiver receiver = new DownloadReceiver(download, "GET " + request.path());
        RawAnswer answer = authenticated(HttpMethod.GET,
                proof -> WireRequest.of(request, proof).receivedBy(receiver));
        Answers.refuseFailure(WireRequest.of(request, Map.of()), answer);
        return receiver.result();
    }

    /** Reads a document outside of the API, without a login. */
    void fetch(String path, BodyReceiver receiver) {
        WireRequest wire = WireRequest.document(path).receivedBy(receiver);
        Answers.refuseFailure(wire, exchange(wire));
    }

    /** Who is not known has had nothing done: with another proof it may be sent again. */
    private RawAnswer authenticated(HttpMethod method,
            Function<Map<String, String>, WireRequest> request) {
        Authentication.Proof proof = authentication.current(noDeadline);
        RawAnswer answer = exchange(request.apply(proof.headers(method)));
        if (answer.status() != 401) {
            return answer;
        }
        Authentication.Proof another = authentication.replace(proof, noDeadline);
        return another.equals(proof) ? answer : exchange(request.apply(another.headers(method)));
    }

    private RawAnswer exchange(WireRequest request) {
        List<ProxmoxException> notAsked = new ArrayList<>();
        for (Host host : hosts.inOrder()) {
            try {
                RawAnswer answer = transport.exchange(host, request, noDeadline);
                LOG.debug("{} {}: {}", request.method(), request.path(), answer.status());
                hosts.answered(host);
                return answer;
            } catch (UnreachableException | CertificateRejectedException failure) {
                boolean named = hosts.member(host).isEmpty();
                hosts.failed(host, failure);
                if (failure instanceof CertificateRejectedException && named) {
                    throw failure;
                }
                notAsked.add(failure);
            }
        }
        throw notAsked.getFirst();
    }
}
