package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.UnreachableException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong on the way, in the words of the client's own family of failures. */
final class TransportFailures {
    private final HostTrust trust;
    private final @Nullable Host proxy;

    /** The HTTP proxy answered, and said no. */
    static final class ProxyRefusal extends IOException {
        private static final long serialVersionUID = 1L;

        ProxyRefusal(String message) {
            super(message);
        }
    }

    TransportFailures(HostTrust trust, @Nullable Host proxy) {
        this.trust = trust;
        this.proxy = proxy;
    }

    ProxmoxException whileConnecting(Host host, Exception failure) {
        if (Thread.currentThread().isInterrupted()) {
            return new RequestInterruptedException("connecting to " + host + " was interrupted", false, failure);
        }
        return Causes.first(ServerTrustManager.Rejected.class, failure)
                .<ProxmoxException>map(rejected -> rejected(host, rejected, failure))
                .orElseGet(() -> unreachable(host, proxy, failure));
    }

    ProxmoxException whileExchanging(Host host, WireRequest request, Attempt attempt, Exception failure) {
        boolean sent = attempt.sending();
        if (Thread.currentThread().isInterrupted()) {
            return new RequestInterruptedException(request + " was interrupted", sent, failure);
        }
        if (failure instanceof SocketTimeoutException) {
            return new AnswerTimeoutException(request + ": " + host + " did not answer in time", sent, failure);
        }
        if (isNotHttp(failure)) {
            return new MalformedAnswerException(0, request + ": " + host + " did not answer in HTTP/1.1", failure);
        }
        return new ConnectionLostException(request + ": " + host + " closed the connection without an answer", sent,
                failure);
    }

    ProxmoxException whileReading(Host host, WireRequest request, IOException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return new RequestInterruptedException(request + " was interrupted", true, failure);
        }
        if (failure instanceof SocketTimeoutException) {
            return new AnswerTimeoutException(request + ": " + host + " stopped in the middle of its answer", true,
                    failure);
        }
        if (isNotHttp(failure)) {
            return new MalformedAnswerException(0, request + ": " + host + " did not go on in HTTP/1.1", failure);
        }
        return new ConnectionLostException(
                request + ": " + host + " closed the connection before its answer was complete",
                true, failure);
    }

    /** Tells a connection that was closed from a server that is slow or speaks something else. */
    boolean isDisconnection(IOException failure) {
        return !Thread.currentThread().isInterrupted() && (failure instanceof NoHttpResponseException
                || failure instanceof ConnectionClosedException || failure instanceof SocketException
                || failure instanceof SSLException || failure instanceof EOFException);
    }

    private static boolean isNotHttp(Exception failure) {
        return failure instanceof HttpException || failure instanceof MessageConstraintException
                || (failure instanceof MalformedChunkCodingException && !(failure instanceof TruncatedChunkException));
    }

    private CertificateRejectedException rejected(Host host, ServerTrustManager.Rejected rejection, Exception failure) {
        String seen = rejection.fingerprint();
        String message = trust.of(host) instanceof Trust.Fingerprints
                ? "the certificate of " + host + " has the SHA-256 fingerprint " + seen + ", "
                        + rejection.getMessage() + "; nothing was sent"
                : "the certificate of " + host + " is not trusted (" + rejection.getMessage() + "); nothing was sent."
                        + " Its SHA-256 fingerprint is " + seen;
        return new CertificateRejectedException(host, seen, message, failure);
    }

    static UnreachableException unreachable(Host host, @Nullable Host proxy, Exception failure) {
        String way = proxy == null ? "" : " through the proxy " + proxy;
        Reason reason = reason(failure);
        String what = switch (reason) {
            case UNKNOWN_HOST -> "no address is known for " + (proxy == null ? host.name() : proxy.name());
            case TIMEOUT -> host + " did not answer in time" + way;
            case TLS -> "no TLS connection to " + host + way + ": " + failure.getMessage();
            case PROXY -> "the proxy " + proxy + " refused the connection to " + host + ": " + failure.getMessage();
            case REFUSED, OFFLINE -> "no connection to " + host + way + ": " + withoutAddress(failure.getMessage());
        };
        return new UnreachableException(reason, what, failure);
    }

    /** The HTTP library names the address once more, in its own way. */
    private static String withoutAddress(@Nullable String message) {
        return String.valueOf(message).replaceFirst("^Connect to \\S+( \\[[^]]*])? failed: ", "");
    }

    private static Reason reason(Exception failure) {
        return switch (failure) {
            case UnknownHostException unknown -> Reason.UNKNOWN_HOST;
            case SocketTimeoutException late -> Reason.TIMEOUT;
            case SSLException tls -> Reason.TLS;
            case ProxyRefusal refusal -> Reason.PROXY;
            case HttpException notHttp -> Reason.PROXY;
            default -> Reason.REFUSED;
        };
    }
}
