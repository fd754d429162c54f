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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Poster poster;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Ticket ticket;
    private final AtomicInteger failures = new AtomicInteger();
    private @Nullable ProxmoxException lastFailure;
    private boolean codeIsUsed;

    /** The way to post to {@code /access/ticket} without any proof. */
    interface Poster {
        ApiAnswer post(List<Parameter> form, Deadline deadline);
    }

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

    TicketAuthentication(Credentials.Password credentials, Poster poster, Clock clock) {
        this.credentials = credentials;
        this.poster = poster;
        this.clock = clock;
    }

    @Override
    public boolean mayChange() {
        return true;
    }

    @Override
    public String user() {
        return credentials.username();
    }

    @Override
    public Proof current(Deadline deadline) {
        Ticket held = ticket;
        return held != null && age(held).compareTo(RENEWED_AFTER) < 0 ? held : obtain(held, true, deadline);
    }

    @Override
    public Proof replace(Proof refused, Deadline deadline) {
        return obtain(refused, false, deadline);
    }

    /** Gets another ticket than the one that is no longer good, unless another caller has it already. */
    private Ticket obtain(@Nullable Proof old, boolean renewable, Deadline deadline) {
        int seenFailures = failures.get();
        enter(deadline);
        try {
            Ticket held = ticket;
            if (held != null && !held.equals(old)) {
                return held;
            }
            if (failures.get() != seenFailures && lastFailure != null) {
                throw lastFailure;
            }
            boolean young = renewable && held != null && age(held).compareTo(VALID_FOR) < 0;
            Ticket obtained = young && held != null ? renew(held, deadline) : logIn(deadline);
            ticket = obtained;
            return obtained;
        } catch (ApiException | LoginException failure) {
            lastFailure = failure;
            failures.incrementAndGet();
            throw failure;
        } catch (AnswerTimeoutException late) {
            throw new AnswerTimeoutException(String.valueOf(late.getMessage()), false, late);
        } catch (ConnectionLostException lost) {
            throw new ConnectionLostException(String.valueOf(lost.getMessage()), false, lost);
        } finally {
            lock.unlock();
        }
    }

    private void enter(Deadline deadline) {
        try {
            if (!deadline.isSet()) {
                lock.lockInterruptibly();
            } else if (!lock.tryLock(deadline.atMost(VALID_FOR).toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AnswerTimeoutException("another call's login did not end in time", false, null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestInterruptedException("the login was interrupted", false, interrupted);
        }
    }

    private Ticket renew(Ticket held, Deadline deadline) {
        try {
            Instant before = clock.instant();
            return ticket(answer(form(held.value()), deadline), before).orElseGet(() -> logIn(deadline));
        } catch (ApiException refused) {
            if (refused.meaning() != Meaning.AUTHENTICATION) {
                throw refused;
            }
            return logIn(deadline);
        }
    }

    /** Sends the password alone: whether a second factor is wanted as well, the answer says. */
    private Ticket logIn(Deadline deadline) {
        Instant before = clock.instant();
        Map<?, ?> first = answer(form(credentials.password()), deadline);
        return ticket(first, before).orElseGet(() -> answerChallenge(first, before, deadline));
    }

    private void refuseUsedCode() {
        if (codeIsUsed) {
            throw new LoginException("the server wants a one-time code of " + credentials.username() + " again, and the"
                    + " one that was given was used already: give a new one, or use an API token");
        }
    }

    /**
     * The first ticket is a challenge, sent back beside the second factor. A code counts as used once it is on its way: the
     * server may have taken it even where its answer is lost, and takes none twice.
     */
    private Ticket answerChallenge(Map<?, ?> first, Instant before, Deadline deadline) {
        String code = credentials.secondFactor().orElseThrow(() -> new LoginException("the account of "
                + credentials.username()
                + " needs a second factor: give its current code as well, or use an API token"));
        refuseUsedCode();
        codeIsUsed = true;
        List<Parameter> form = form(response(code));
        form.add(Parameter.secret("tfa-challenge", String.valueOf(first.get("ticket"))));
        return ticket(answer(form, deadline), before).orElseThrow(
                () -> new LoginException("the server asked " + credentials.username() + " for a second factor again"));
    }

    private static String response(String code) {
        return code.indexOf(':') >= 0 ? code : "totp:" + code;
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

    private List<Parameter> form(String password) {
        List<Parameter> form = new ArrayList<>();
        form.add(Parameter.of("username", credentials.username()));
        form.add(Parameter.secret("password", password));
        return form;
    }

    private Map<?, ?> answer(List<Parameter> form, Deadline deadline) {
        return poster.post(form, deadline).data() instanceof Map<?, ?> data ? data : Map.of();
    }

    private Duration age(Ticket held) {
        return Duration.between(held.issued(), clock.instant());
    }

    private static boolean isTrue(@Nullable Object flag) {
        return flag != null && !flag.toString().equals("0") && !flag.toString().equals("false");
    }
}
