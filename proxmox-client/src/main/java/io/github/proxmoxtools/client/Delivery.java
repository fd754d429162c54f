package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings requests to a server that takes them.
 *
 * <p>Moves on to another host, repeats what {@link RetryRule} allows, and looks for the outcome of a write whose answer
 * was lost.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(ProxmoxClient.class);

    /** A cluster may have many nodes: what three of them say of a node that is away, all others say too. */
    private static final int MOST_OPINIONS = 3;
    private static final Duration MEMBERS_WITHIN = Duration.ofSeconds(30);

    private final ClientOptions options;
    private final Resilience resilience;
    private final Transport transport;
    private final Hosts hosts;
    private final Launches launches = new Launches();
    private final Gate gate;

    /** One request on its way: what proves who asks, and when it was last sent without having been refused. */
    private static final class Letter {
        private final ApiRequest request;
        private final Authentication authentication;
        private final Deadline deadline;
        private final Deadline age;
        private Authentication.Proof proof;
        private Optional<Long> sentAt = Optional.empty();

        Letter(ApiRequest request, Authentication authentication, Deadline deadline, TaskTime time) {
            this.age = Deadline.of(null, time);
            this.request = request;
            this.authentication = authentication;
            this.deadline = deadline;
            this.proof = authentication.current(deadline);
        }
    }

    Delivery(ClientOptions options, Transport transport, Hosts hosts) {
        this.options = options;
        this.resilience = options.resilience();
        this.transport = transport;
        this.hosts = hosts;
        this.gate = new Gate(options.maxConnectionsPerHost());
    }

    ApiAnswer deliver(ApiRequest request, Authentication authentication) {
        Deadline deadline = Deadline.of(request.within(), resilience.time());
        Letter letter = new Letter(request, authentication, deadline, resilience.time());
        if (request.method() == HttpMethod.GET) {
            return rounds(letter);
        }
        return written(request, letter, () -> letter.sentAt, () -> rounds(letter));
    }

    /**
     * Makes a write in the caller's own way, and finds out what became of it if its answer is lost.
     *
     * @param sentAt when it was sent as a whole; empty as long as the server cannot have taken it
     */
    ApiAnswer write(ApiRequest request, Authentication authentication, Supplier<Optional<Long>> sentAt,
            Supplier<ApiAnswer> way) {
        Deadline none = Deadline.of(null, resilience.time());
        return written(request, new Letter(request, authentication, none, resilience.time()), sentAt, way);
    }

    private ApiAnswer written(ApiRequest request, Letter letter, Supplier<Optional<Long>> sentAt,
            Supplier<ApiAnswer> way) {
        Optional<Launches.Launch> launch = launches.begin(request);
        try {
            ApiAnswer answer = way.get();
            launch.ifPresent(own -> own.answered(answer.data()));
            return answer;
        } catch (ProxmoxException failure) {
            Optional<Long> since = sentAt.get();
            if (since.isEmpty() || !RetryRule.leavesOutcomeUnknown(request, failure)) {
                throw failure;
            }
            return recovered(letter, launch, since.get(), failure);
        } finally {
            launch.ifPresent(Launches.Launch::close);
        }
    }

    /** Finds the task of a write whose answer was lost, or says that nobody knows. */
    private ApiAnswer recovered(Letter letter, Optional<Launches.Launch> launch, long sentAt, ProxmoxException lost) {
        ApiRequest request = letter.request;
        Optional<StartingCall> call = StartingCall.of(request).filter(starting -> !starting.node().equals("localhost"));
        if (call.isEmpty() || launch.isEmpty() || resilience.patience().isZero() || letter.deadline.passed()) {
            throw new OutcomeUnknownException(request, HowToCheck.of(request, List.of()), List.of(), lost);
        }
        TaskSearch search = new TaskSearch(read -> deliver(read, letter.authentication),
                letter.authentication.user(), resilience.time());
        TaskSearch.Finding finding = search.find(call.get(), launch.get(), sentAt,
                letter.deadline.within(resilience.patience()));
        Upid task = finding.task();
        if (task == null) {
            throw new OutcomeUnknownException(request, HowToCheck.of(request, finding.candidates()),
                    finding.candidates(), lost);
        }
        LOG.info("{}: the answer was lost, its task was found: {}", request.describe(), task);
        return ApiAnswer.recovered(task);
    }

    /** Asks the hosts in turn, and again after a pause, as long as that may help and may be done. */
    private ApiAnswer rounds(Letter letter) {
        Deadline patience = Deadline.of(resilience.retries().within(), resilience.time());
        for (int repetition = 0;; repetition++) {
            try {
                return round(letter);
            } catch (ProxmoxException failure) {
                Duration pause = resilience.retries().pause(repetition, resilience.random());
                RetryRule.Again again = RetryRule.judge(letter.request, failure);
                boolean may = again == RetryRule.Again.ANYWHERE || again == RetryRule.Again.LATER;
                if (!may || repetition >= resilience.retries().repetitions() || !patience.allows(pause)
                        || !letter.deadline.allows(pause)) {
                    throw failure;
                }
                LOG.debug("{}: once more in {} ms", letter.request.describe(), pause.toMillis());
                pause(letter, pause);
            }
        }
    }

    private ApiAnswer round(Letter letter) {
        List<ProxmoxException> failures = new ArrayList<>();
        for (Host host : hosts.inOrder()) {
            boolean learned = hosts.member(host).isPresent();
            if (learned && !failures.isEmpty() && letter.age.elapsed().compareTo(MEMBERS_WITHIN) > 0) {
                continue;
            }
            try {
                ApiAnswer answer = attempt(host, letter);
                hosts.answered(host);
                return answer;
            } catch (ProxmoxException failure) {
                hosts.failed(host, failure);
                failures.add(failure);
                boolean passedOver = learned && failure instanceof CertificateRejectedException;
                if (letter.deadline.passed() || (!passedOver && !mayMoveOn(letter.request, failure))
                        || failures.stream().filter(Delivery::isOpinion).count() >= MOST_OPINIONS) {
                    break;
                }
            }
        }
        throw worst(failures);
    }

    /** Tells a host that was asked from one that could not even be reached. */
    private static boolean isOpinion(ProxmoxException failure) {
        return !(failure instanceof UnreachableException) && !(failure instanceof CertificateRejectedException);
    }

    private static boolean mayMoveOn(ApiRequest request, ProxmoxException failure) {
        RetryRule.Again again = RetryRule.judge(request, failure);
        return again == RetryRule.Again.ANYWHERE || again == RetryRule.Again.ELSEWHERE;
    }

    private ApiAnswer attempt(Host host, Letter letter) {
        RawAnswer answer = exchange(host, letter);
        if (answer.status() == 401) {
            // Who is not known has had nothing done: this is the one write that is sent again at once.
            letter.sentAt = Optional.empty();
            Authentication.Proof another = letter.authentication.replace(letter.proof, letter.deadline);
            if (!another.equals(letter.proof)) {
                letter.proof = another;
                answer = exchange(host, letter);
            }
        }
        return Answers.read(wire(letter), answer);
    }

    private RawAnswer exchange(Host host, Letter letter) {
        if (!letter.authentication.mayChange()) {
            return exchangeNow(host, letter);
        }
        Semaphore place = gate.enter(host, letter.request, silence(letter));
        try {
            letter.proof = letter.authentication.current(letter.deadline);
            return exchangeNow(host, letter);
        } finally {
            place.release();
        }
    }

    private RawAnswer exchangeNow(Host host, Letter letter) {
        WireRequest wire = wire(letter);
        long begin = resilience.time().nanoTime();
        letter.sentAt = Optional.of(begin);
        try {
            RawAnswer answer = transport.exchange(host, wire, letter.deadline);
            LOG.debug("{} {}: {} in {} ms", wire.method(), wire.path(), answer.status(), millisSince(begin));
            return answer;
        } catch (ProxmoxException failure) {
            LOG.debug("{} {}: {} after {} ms", wire.method(), wire.path(), failure.getClass().getSimpleName(),
                    millisSince(begin));
            throw letter.deadline.passed() ? late(letter, failure) : failure;
        }
    }

    private WireRequest wire(Letter letter) {
        ApiRequest request = letter.request;
        return WireRequest.of(request.withTimeout(silence(letter)), letter.proof.headers(request.method()));
    }

    private Duration silence(Letter letter) {
        return letter.deadline.atMost(letter.request.timeout().orElse(options.timeout()));
    }

    /** A connection that was closed because the time was over did not break. */
    private static ProxmoxException late(Letter letter, ProxmoxException failure) {
        return failure instanceof ConnectionLostException || failure instanceof UnreachableException
                ? new AnswerTimeoutException(
                        letter.request.describe() + ": not answered within the time that was given",
                        !failure.notTaken(), failure)
                : failure;
    }

    /** Gives the failure that says most: what a server answered before what was not reached. */
    private static ProxmoxException worst(List<ProxmoxException> failures) {
        ProxmoxException first = failures.get(0);
        if (failures.size() == 1) {
            return first;
        }
        for (int index = failures.size() - 1; index >= 0; index--) {
            if (isOpinion(failures.get(index))) {
                return failures.get(index);
            }
        }
        String all = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        return first instanceof UnreachableException unreachable
                ? new UnreachableException(unreachable.reason(), all, first)
                : first;
    }

    private void pause(Letter letter, Duration duration) {
        try {
            resilience.time().pause(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestInterruptedException(letter.request.describe() + " was interrupted", false, interrupted);
        }
    }

    private long millisSince(long begin) {
        return Duration.ofNanos(resilience.time().nanoTime() - begin).toMillis();
    }
}
