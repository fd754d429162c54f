package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.ApiException.Meaning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Presents a ticket, which a login gave.
 *
 * <p>A ticket lasts two hours, and a younger one is had by sending it as password. Callers at the same time share one
 * login, and its failure: each wrong password counts against the account, and is answered three seconds late.
 */
final class TicketAuthentication implements Authentication {
    static final ApiPath PATH = ApiPath.parse("/access/ticket");

    private static final Duration RENEWED_AFTER = Duration.ofMinutes(90);
    private static final Duration VALID_FOR = Duration.ofHours(2);

    private final Credentials.Password credentials;
    private final Function<List<Parameter>, ApiAnswer> post;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Ticket ticket;
    private final AtomicInteger failures = new AtomicInteger();
    private @Nullable ProxmoxException lastFailure;

    /** A ticket with what belongs to it. */
    private record Ticket(String value, String csrfToken, Instant issued) implements Proof {
        @Override
        public Map<String, String> headers(HttpMethod method) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Cookie", "PVEAuthCookie=" + PercentEncoding.encode(value));
            if (WireRequest.writes(method)) {
                headers.put("CSRFPreventionToken", csrfToken);
            }
            return headers;
        }

        @Override
        public String toString() {
            return "ticket of " + issued;
        }
    }

    /** Takes credentials, and the way to post to {@code /access/ticket} without any. */
    TicketAuthentication(Credentials.Password credentials, Function<List<Parameter>, ApiAnswer> post, Clock clock) {
        this.credentials = credentials;
        this.post = post;
        this.clock = clock;
    }

    @Override
    public Proof current() {
        Ticket held = ticket;
        return held != null && age(held).compareTo(RENEWED_AFTER) < 0 ? held : obtain(held, true);
    }

    @Override
    public Proof replace(Proof refused) {
        return obtain(refused, false);
    }

    /** Gets another ticket than the one that is no longer good, unless another caller has it already. */
    private Ticket obtain(@Nullable Proof old, boolean renewable) {
        int seenFailures = failures.get();
        enter();
        try {
            Ticket held = ticket;
            if (held != null && !held.equals(old)) {
                return held;
            }
            if (failures.get() != seenFailures && lastFailure != null) {
                throw lastFailure;
            }
            Ticket obtained = renewable && held != null && age(held).compareTo(VALID_FOR) < 0 ? renew(held) : logIn();
            ticket = obtained;
            return obtained;
        } catch (ApiException | LoginException failure) {
            lastFailure = failure;
            failures.incrementAndGet();
            throw failure;
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestInterruptedException("the login was interrupted", false, interrupted);
        }
    }

    private Ticket renew(Ticket held) {
        try {
            Instant before = clock.instant();
            return ticket(answer(held.value(), null), before).orElseGet(this::logIn);
        } catch (ApiException refused) {
            if (refused.meaning() != Meaning.AUTHENTICATION) {
                throw refused;
            }
            return logIn();
        }
    }

    private Ticket logIn() {
        Instant before = clock.instant();
        Map<?, ?> first = answer(credentials.password(), null);
        return ticket(first, before).orElseGet(() -> answerChallenge(first, before));
    }

    /** Proxmox VE 7 and later: the first ticket is a challenge, sent back beside the second factor. */
    private Ticket answerChallenge(Map<?, ?> first, Instant before) {
        String otp = credentials.secondFactor().orElseThrow(() -> new LoginException("the account of "
                + credentials.username()
                + " needs a second factor: give its current code as well, or use an API token"));
        String password = otp.indexOf(':') >= 0 ? otp : "totp:" + otp;
        Map<?, ?> second = answer(password, String.valueOf(first.get("ticket")));
        return ticket(second, before).orElseThrow(
                () -> new LoginException("the server asked " + credentials.username() + " for a second factor again"));
    }

    /** Reads a ticket; empty if it is the challenge for a second factor. */
    private static Optional<Ticket> ticket(Map<?, ?> answer, Instant issued) {
        Object value = answer.get("ticket");
        Object csrfToken = answer.get("CSRFPreventionToken");
        if (value == null) {
            throw new MalformedAnswerException(200, "POST /access/ticket: the answer holds no ticket", null);
        }
        if (isTrue(answer.get("NeedTFA")) || value.toString().startsWith("PVE:!tfa!")) {
            return Optional.empty();
        }
        if (csrfToken == null) {
            throw new MalformedAnswerException(200, "POST /access/ticket: the answer holds no CSRF token", null);
        }
        return Optional.of(new Ticket(value.toString(), csrfToken.toString(), issued));
    }

    private Map<?, ?> answer(String password, @Nullable String challenge) {
        List<Parameter> form = new ArrayList<>();
        form.add(Parameter.of("username", credentials.username()));
        form.add(Parameter.secret("password", password));
        if (challenge != null) {
            form.add(Parameter.secret("tfa-challenge", challenge));
        }
        return post.apply(form).data() instanceof Map<?, ?> data ? data : Map.of();
    }

    private Duration age(Ticket held) {
        return Duration.between(held.issued(), clock.instant());
    }

    private static boolean isTrue(@Nullable Object flag) {
        return flag != null && !flag.toString().equals("0") && !flag.toString().equals("false");
    }
}
