package io.github.proxmoxtools.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides what may be sent again, and why; nothing else in the client does.
 *
 * <p>A write is sent again only where the server provably did not take it.
 */
final class RetryRule {
    /** Lock files of a guest's own configuration: {@code PVE::QemuConfig} and {@code PVE::LXC::Config}. */
    private static final Pattern OWN_LOCK = Pattern.compile(
            "can't lock file '(?:.*/qemu-server/lock-(\\d+)\\.conf|.*/lxc/pve-config-(\\d+)\\.lock)' - got timeout",
            Pattern.DOTALL);
    private static final Pattern GUEST_IS_LOCKED = Pattern.compile("(?:VM|CT) is locked(?: \\(.*)?", Pattern.DOTALL);
    private static final Pattern POWER_TASK = Pattern
            .compile("(?:qm|vz)(?:start|stop|shutdown|reboot|reset|suspend|pause|resume)");
    private static final Pattern NO_WORKER = Pattern.compile("got no worker upid.*", Pattern.DOTALL);

    /** What may be done about a failure. */
    enum Again {
        /** Nothing: the answer would be the same, or something could happen twice. */
        NEVER,
        /** Another host may be asked at once; the same one would only cost the same time again. */
        ELSEWHERE,
        /** Another host may be asked at once, or the same one after a pause. */
        ANYWHERE,
        /** The same after a pause; all hosts would say the same now. */
        LATER
    }

    private RetryRule() {}

    static Again judge(ApiRequest request, ProxmoxException failure) {
        boolean harmless = isHarmless(request);
        return switch (failure) {
            // No connection, so nothing was sent: reads and writes alike.
            case UnreachableException unreachable -> whenUnreachable(unreachable);
            // A silence has cost the whole time limit already. A write moves on only if it had not left.
            case AnswerTimeoutException late -> harmless || late.notTaken() ? Again.ELSEWHERE : Again.NEVER;
            // Resets and connections that died while they were idle pass.
            case ConnectionLostException lost -> harmless || lost.notTaken() ? Again.ANYWHERE : Again.NEVER;
            // The pages of a proxy in between, which pass with whatever it waits for.
            case MalformedAnswerException malformed ->
                harmless && isGateway(malformed.status()) ? Again.ANYWHERE : Again.NEVER;
            case ApiException answer -> whenAnswered(answer, harmless);
            // Whoever shows another certificate is not asked again: that is for people to decide.
            case CertificateRejectedException rejected -> Again.NEVER;
            // The caller wants it to end, or we said no ourselves, or asking again cannot help.
            case RequestInterruptedException interrupted -> Again.NEVER;
            case RequestRefusedException refused -> Again.NEVER;
            case LoginException login -> Again.NEVER;
            case OutcomeUnknownException unknown -> Again.NEVER;
            case TransferException transfer -> Again.NEVER;
        };
    }

    /** Tells whether the server may have done a write although it did not say so. */
    static boolean leavesOutcomeUnknown(ApiRequest request, ProxmoxException failure) {
        if (request.method() == HttpMethod.GET || isLogin(request) || failure.notTaken()) {
            return false;
        }
        return switch (failure) {
            case AnswerTimeoutException late -> true;
            case ConnectionLostException lost -> true;
            // A redirect is given before anything else; all other nonsense may stand for any answer.
            case MalformedAnswerException malformed -> malformed.status() < 300 || malformed.status() >= 400;
            // The one who answered has passed it on, and did not hear the answer.
            case ApiException answer -> isGateway(answer.status()) || isBetweenNodes(answer.status());
            default -> false;
        };
    }

    /** Tells whether an answer about a lock, or about a worker, proves that the call did nothing. */
    static boolean provesNothingTaken(HttpMethod method, ApiPath path, String text) {
        return method == HttpMethod.GET || isRefusedByOwnLock(method, path, text) || isWithoutWorker(method, path, text)
                || isRefusedByGuestLock(path, text);
    }

    /** Tells whether the end of a task proves that it did nothing: it turns a guest on or off, under one lock. */
    static boolean provesNothingDone(Upid task, String exitText) {
        Matcher refusal = OWN_LOCK.matcher(exitText.strip());
        boolean own = refusal.matches() && task.id().equals(lockedGuest(refusal));
        return POWER_TASK.matcher(task.type()).matches()
                && (own || GUEST_IS_LOCKED.matcher(exitText.strip()).matches());
    }

    private static String lockedGuest(Matcher refusal) {
        return Optional.ofNullable(refusal.group(1)).orElse(refusal.group(2));
    }

    private static Again whenUnreachable(UnreachableException unreachable) {
        return switch (unreachable.reason()) {
            // A daemon that restarts refuses for a second or two.
            case REFUSED -> Again.ANYWHERE;
            // Names, TLS and proxies do not mend themselves while somebody waits.
            case TIMEOUT, UNKNOWN_HOST, TLS, PROXY -> Again.ELSEWHERE;
            // Nobody was asked, because the answer is known.
            case OFFLINE -> Again.NEVER;
        };
    }

    private static Again whenAnswered(ApiException answer, boolean harmless) {
        if (harmless) {
            return isGateway(answer.status()) || isBetweenNodes(answer.status()) ? Again.ANYWHERE : Again.NEVER;
        }
        boolean untouched = isRefusedByOwnLock(answer.method(), answer.path(), answer.text())
                || isWithoutWorker(answer.method(), answer.path(), answer.text());
        return untouched ? Again.LATER : Again.NEVER;
    }

    /**
     * Reads are harmless, and so is a login, which changes nothing; but a one-time code must not be used twice.
     */
    private static boolean isHarmless(ApiRequest request) {
        boolean withCode = request.parameters().stream().map(Parameter::name)
                .anyMatch(name -> name.equals("otp") || name.equals("tfa-challenge"));
        return request.method() == HttpMethod.GET || (isLogin(request) && !withCode);
    }

    private static boolean isLogin(ApiRequest request) {
        return request.method() == HttpMethod.POST && request.path().equals(TicketAuthentication.PATH);
    }

    /**
     * Changing a guest's options at once does all of its work under the lock of the guest's configuration: who did not get
     * it did nothing. Other calls change something first, or take further locks on their way.
     */
    private static boolean isRefusedByOwnLock(HttpMethod method, ApiPath path, String text) {
        Matcher refusal = OWN_LOCK.matcher(text.strip());
        if (method != HttpMethod.PUT || !refusal.matches()) {
            return false;
        }
        List<String> segments = path.segments();
        return isGuest(segments) && segments.size() == 5 && segments.get(4).equals("config")
                && segments.get(3).equals(lockedGuest(refusal));
    }

    /** The server kills a worker that did not report before it has begun; some calls reserve things before. */
    private static boolean isWithoutWorker(HttpMethod method, ApiPath path, String text) {
        return NO_WORKER.matcher(text.strip()).matches()
                && StartingCall.of(new ApiRequest(method, path, List.of())).filter(StartingCall::touchesNothingBefore)
                        .isPresent();
    }

    /** A guest that is locked by a backup or the like is refused before anything is done to it. */
    private static boolean isRefusedByGuestLock(ApiPath path, String text) {
        return isGuest(path.segments()) && GUEST_IS_LOCKED.matcher(text.strip()).matches();
    }

    private static boolean isGuest(List<String> segments) {
        return segments.size() >= 4 && segments.get(0).equals("nodes")
                && (segments.get(2).equals("qemu") || segments.get(2).equals("lxc"));
    }

    private static boolean isGateway(int status) {
        return status >= 502 && status <= 504;
    }

    /** What a node says that could not reach another one, or did not hear its answer. */
    private static boolean isBetweenNodes(int status) {
        return status >= 595 && status <= 599;
    }
}
