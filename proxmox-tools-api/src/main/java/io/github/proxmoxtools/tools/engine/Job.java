package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do once everything that only reads was read.
 *
 * @param reads what was read to prepare it
 * @param steps the calls to make, in order
 * @param finish makes the result of their answers
 */
record Job(List<ApiRequest> reads, List<Call> steps, Function<List<Data>, @Nullable Object> finish) {
    /**
     * A call to make.
     *
     * @param title what it does
     * @param request the request
     * @param followed whether the next call waits for its task
     * @param file what travels with it
     * @param instead what is made instead when the server refuses it for a given reason
     * @param completed gives the request anew right before it is sent
     */
    record Call(String title, ApiRequest request, boolean followed, Optional<SentFile> file,
            Optional<Instead> instead, Optional<Supplier<ApiRequest>> completed) {
        /** A call that stands alone is called by its method and path. */
        boolean hasOwnTitle() {
            return !title.equals(title(request));
        }

        static String title(ApiRequest request) {
            return request.method() + " " + request.path();
        }

        boolean writes() {
            return request.method() != HttpMethod.GET;
        }

        Call with(ApiRequest other) {
            return new Call(title, other, followed, file, instead, completed);
        }

        private Call holdingTo(String digest) {
            return !writes()
                    ? this
                    : new Call(title, held(request, digest), followed, file, instead,
                            completed.map(made -> () -> held(made.get(), digest)));
        }

        private static ApiRequest held(ApiRequest request, String digest) {
            List<Parameter> parameters = new ArrayList<>(request.parameters());
            parameters.add(Parameter.of("digest", digest));
            return new ApiRequest(request.method(), request.path(), parameters, request.timeout().orElse(null),
                    request.deadline().orElse(null));
        }
    }

    /** Another call for one kind of refusal. */
    record Instead(FailureKind refusal, Supplier<Call> other) {}

    static Job single(ApiRequest request) {
        return single(request, Optional.empty(), Map.of());
    }

    static Job single(ApiRequest request, Optional<SentFile> file, Map<String, String> keeping) {
        return new Job(List.of(), List.of(new Call(Call.title(request), request, false, file,
                Optional.empty(), Optional.empty())),
                answers -> kept(answers.get(0), keeping));
    }

    private static @Nullable Object kept(Data answer, Map<String, String> keeping) {
        if (keeping.isEmpty()) {
            return answer.raw();
        }
        return answer.items().stream()
                .filter(row -> keeping.entrySet().stream()
                        .allMatch(
                                wanted -> row.at(wanted.getKey()).text().filter(wanted.getValue()::equals).isPresent()))
                .map(Data::raw).toList();
    }

    /** The same job, refused by the server if what it writes to has another digest by then. */
    Job holdingTo(String digest) {
        return new Job(reads, steps.stream().map(step -> step.holdingTo(digest)).toList(), finish);
    }

    /** What changes something, with the calls within a batch. */
    Stream<ApiRequest> writtenRequests() {
        return requests().filter(request -> request.method() != HttpMethod.GET);
    }

    /** All that is asked of the server, with the calls within a batch. */
    Stream<ApiRequest> requests() {
        return steps.stream().map(Call::request).flatMap(Batch::unfolded);
    }

    boolean writes() {
        return steps.stream().anyMatch(Call::writes);
    }
}
