package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.AnswerTimeoutException;
import io.github.proxmoxtools.client.ApiException;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.CertificateRejectedException;
import io.github.proxmoxtools.client.ConnectionLostException;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.LoginException;
import io.github.proxmoxtools.client.MalformedAnswerException;
import io.github.proxmoxtools.client.OutcomeUnknownException;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.client.RequestInterruptedException;
import io.github.proxmoxtools.client.RequestRefusedException;
import io.github.proxmoxtools.client.TransferException;
import io.github.proxmoxtools.client.UnreachableException;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure.CallSite;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in the words of the family what the client's exceptions mean for a call. */
final class FailureTranslation {
    private static final Pattern AGENT = Pattern.compile("guest agent is not running|No QEMU guest agent configured",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern RUNNING = Pattern
            .compile("VM \\d+ is running - destroy failed|- container is running");

    private static final Pattern ROOT_ONLY = Pattern.compile("only root |root@pam", Pattern.CASE_INSENSITIVE);
    static final String WHAT_EXISTS_CAN_BE_LISTED = "Check the name; what exists can be listed.";

    private final Calls calls;
    private final Absence absence;

    FailureTranslation(Calls calls, Absence absence) {
        this.calls = calls;
        this.absence = absence;
    }

    ToolFailure of(ProxmoxException e, ApiRequest request) {
        if (isAboutANode(e instanceof OutcomeUnknownException ? e.getCause() : e)) {
            Optional<ToolFailure> unknown = unknownNode(request);
            if (unknown.isPresent()) {
                return unknown.get();
            }
        }
        return of(e, Optional.of(request));
    }

    private static boolean isAboutANode(@Nullable Throwable e) {
        return e instanceof ApiException answer && (answer.meaning() == ApiException.Meaning.NODE_UNREACHABLE
                || answer.text().contains("hostname lookup"));
    }

    ToolFailure of(ProxmoxException e, Optional<ApiRequest> request) {
        Optional<CallSite> site = request.map(sent -> site(sent, Optional.empty()));
        return switch (e) {
            case ApiException answer -> answered(answer);
            case OutcomeUnknownException unknown -> unknown(unknown);
            case UnreachableException unreachable -> new TransportFailure(FailureKind.UNREACHABLE,
                    text(e), unreachable.reason() == UnreachableException.Reason.OFFLINE
                            ? "The cluster says that this node is offline; nothing was sent."
                            : "Check host, port and network; nothing was sent.",
                    true, site, Map.of(), e);
            case CertificateRejectedException certificate -> certificate(certificate, site);
            case AnswerTimeoutException timeout -> new TransportFailure(FailureKind.TIMEOUT, text(e),
                    "The server may be busy; a longer time can be set with PROXMOX_TIMEOUT_MS.", true, site, Map.of(),
                    e);
            case ConnectionLostException lost -> new TransportFailure(FailureKind.UNREACHABLE, text(e),
                    "The connection broke off.", true, site, Map.of(), e);
            case MalformedAnswerException malformed -> new TransportFailure(FailureKind.MALFORMED_ANSWER, text(e),
                    "Is this a Proxmox VE server, and does nothing in between answer in its place?", isRead(request),
                    site, Map.of(), e);
            case RequestInterruptedException interrupted -> interrupted(interrupted, request);
            case RequestRefusedException refused -> new Refusal(text(e), "", Map.of());
            case TransferException transfer -> transferred(transfer);
            case LoginException login -> new ServerFailure(FailureKind.NOT_LOGGED_IN, text(e),
                    "Give a one-time code (PROXMOX_OTP), or use an API token.", false,
                    site.orElse(new CallSite("POST", "/access/ticket", Optional.empty())), Map.of(), Optional.empty(),
                    e);
        };
    }

    private ToolFailure answered(ApiException e) {
        CallSite site = new CallSite(e.method().name(), e.path().encoded(), Optional.of(e.status()));
        return switch (e.meaning()) {
            case BAD_PARAMETERS -> server(FailureKind.BAD_ARGUMENT, e, site, "The server refuses these parameters.");
            case AUTHENTICATION -> server(FailureKind.NOT_LOGGED_IN, e, site,
                    "Check the token's id and secret, or user, realm and password.");
            case PERMISSION_DENIED -> server(FailureKind.PERMISSION_DENIED, e, site, permission(e));
            case NOT_FOUND -> server(FailureKind.NOT_FOUND, e, site,
                    absence.guidance(e).orElse(WHAT_EXISTS_CAN_BE_LISTED));
            case ALREADY_EXISTS -> server(FailureKind.ALREADY_EXISTS, e, site, "Choose another name or id.");
            case LOCKED -> server(FailureKind.LOCKED, e, site, e.notTaken()
                    ? "Another operation holds it; nothing was changed. Try again when it has ended."
                    : "Another operation holds a lock that this one needed on its way. Look at what was done before "
                            + "trying again.");
            case CHANGED_MEANWHILE -> server(FailureKind.CHANGED_MEANWHILE, e, site,
                    "Read it again and decide anew; nothing was changed.");
            case NOT_IMPLEMENTED -> server(FailureKind.UNSUPPORTED_VERSION, e, site,
                    "This server's version does not have this call.");
            case NODE_UNREACHABLE -> new TransportFailure(FailureKind.UNREACHABLE, e.text(), "The node behind the "
                    + "server that was asked does not answer.", true, Optional.of(site), Map.of(), e);
            case SERVER -> AGENT.matcher(e.text()).find()
                    ? server(FailureKind.AGENT_NOT_RUNNING, e, site, "The guest agent must be installed and running in "
                            + "the guest and enabled in its options (agent=1); right after a start it needs a while.")
                    : server(FailureKind.SERVER, e, site, stopFirst(e));
        };
    }

    private String stopFirst(ApiException e) {
        return RUNNING.matcher(e.text()).find()
                ? GuestPath.of(new ApiRequest(e.method(), e.path(), List.of()))
                        .flatMap(path -> howToStop(path.guest())).orElse("Stop it first.")
                : "";
    }

    /** Names the loaded tools that end it. */
    private Optional<String> howToStop(GuestAddress guest) {
        String tools = Stream.of("shutdown", "stop")
                .flatMap(way -> calls.tool("POST", List.of("nodes", "any", guest.kind().apiName(), "1", "status", way))
                        .stream())
                .map(tool -> tool + " with vmid " + guest.vmid()).collect(Collectors.joining(" or "));
        return tools.isEmpty() ? Optional.empty() : Optional.of("Stop it first: " + tools + ".");
    }

    private static ToolFailure server(FailureKind kind, ApiException e, CallSite site, String guidance) {
        boolean reads = e.method() == HttpMethod.GET;
        boolean passes = kind == FailureKind.SERVER || kind == FailureKind.AGENT_NOT_RUNNING;
        boolean retryable = kind == FailureKind.LOCKED ? e.notTaken() : kind.retryable() || (reads && passes);
        return new ServerFailure(kind, e.text().strip(), guidance, retryable, site,
                e.parameterErrors(), privilege(e), e);
    }

    private static Optional<String> privilege(ApiException e) {
        return e.requiredPrivilege().map(privilege -> e.permissionPath().map(path -> path + ", ").orElse("")
                + privilege);
    }

    private String permission(ApiException e) {
        if (e.advice().isPresent()) {
            return "It was refused because " + e.advice().get() + ".";
        }
        String login = calls.client().login();
        if (e.requiredPrivilege().isEmpty()) {
            return ROOT_ONLY.matcher(e.text()).find()
                    ? "Proxmox VE keeps this for root@pam itself, logged in with its password; no token has it, not even "
                            + "one of root@pam."
                    : "The login " + login
                            + " may not do that. A token with privilege separation has only the rights that "
                            + "it was given itself and that its user has too.";
        }
        String path = e.permissionPath().orElse("/");
        return "The login " + login + " lacks " + e.requiredPrivilege().get() + " on " + path + ". "
                + new Grant(login).of(path, e.requiredPrivilege().get());
    }

    private static ToolFailure transferred(TransferException e) {
        return switch (e.reason()) {
            case SOURCE_REFUSED -> new Refusal(text(e), "", Map.of());
            case SOURCE_CHANGED -> new InvalidCall(FailureKind.CHANGED_MEANWHILE, text(e),
                    "Nothing arrived. Wait until nobody writes to it, and send it anew.", Map.of());
            case SOURCE_UNREADABLE, TOO_LARGE, TARGET_UNWRITABLE, CHECKSUM ->
                new InvalidCall(FailureKind.BAD_ARGUMENT, text(e), "", Map.of());
        };
    }

    private static ToolFailure certificate(CertificateRejectedException e, Optional<CallSite> site) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("seenFingerprint", e.fingerprint());
        return new TransportFailure(FailureKind.CERTIFICATE, text(e), "Compare the fingerprint with the one that the "
                + "web interface shows for this node (System > Certificates); if it is the same, set "
                + "PROXMOX_FINGERPRINT=" + e.fingerprint(), false, site, details, e);
    }

    private static ToolFailure interrupted(RequestInterruptedException e, Optional<ApiRequest> request) {
        boolean acted = request.isPresent() && request.get().method() != HttpMethod.GET && !e.notTaken();
        Map<String, Object> details = new LinkedHashMap<>();
        request.filter(sent -> acted).ifPresent(sent -> details.put("sent", sent.method() + " "
                + sent.path().encoded()));
        return new Cancellation(
                acted ? "Cancelled; the outcome is unknown: the server may have done it all the same" : "Cancelled",
                acted ? "Look at the target before sending it again." : "", details);
    }

    private static boolean isRead(Optional<ApiRequest> request) {
        return request.filter(sent -> sent.method() == HttpMethod.GET).isPresent();
    }

    private static ToolFailure unknown(OutcomeUnknownException e) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("sent", e.method() + " " + e.path().encoded());
        if (!e.candidates().isEmpty()) {
            details.put("candidates", e.candidates().stream().map(Upid::toString).toList());
        }
        CallSite site = new CallSite(e.method().name(), e.path().encoded(), e.getCause() instanceof ApiException answer
                ? Optional.of(answer.status())
                : Optional.empty());
        return new TransportFailure(FailureKind.OUTCOME_UNKNOWN, text(e), e.howToCheck(), false, Optional.of(site),
                details, e);
    }

    /** Asking about a node that does not exist looks like a node that is down; a list of nodes tells them apart. */
    private Optional<ToolFailure> unknownNode(ApiRequest request) {
        List<String> segments = request.path().segments();
        return segments.size() < 2 || !segments.get(0).equals("nodes")
                ? Optional.empty()
                : unknownNode(segments.get(1));
    }

    Optional<ToolFailure> unknownNode(String wanted) {
        List<String> nodes = nodes();
        if (nodes.isEmpty() || nodes.contains(wanted)) {
            return Optional.empty();
        }
        String message = "There is no node '" + wanted + "'";
        return Optional.of(new InvalidCall(FailureKind.NOT_FOUND, message, "Nodes: " + String.join(", ", nodes) + ".",
                Map.of("node", message)));
    }

    private List<String> nodes() {
        try {
            Object data = calls.client().send(ApiRequest.get(ApiPath.expand("/nodes", Map.of()))).data();
            return Data.of(data).items().stream().flatMap(item -> item.at("node").text().stream()).sorted().toList();
        } catch (ProxmoxException e) {
            return List.of(); // then the first failure stands as it is
        }
    }

    private static CallSite site(ApiRequest request, Optional<Integer> status) {
        return new CallSite(request.method().name(), request.path().encoded(), status);
    }

    private static String text(ProxmoxException e) {
        return String.valueOf(e.getMessage());
    }
}
