package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * <p>The parameters of GET and DELETE travel in the query, those of POST and PUT as a form: the server refuses a body
 * on the former.
 *
 * @param method the HTTP method
 * @param path the path
 * @param parameters the fields in the order in which they are sent; a name may come several times
 * @param silence how long the server may say nothing, instead of the client's own limit
 * @param within how long the call may take with all that belongs to it; null for no limit
 */
public record ApiRequest(HttpMethod method, ApiPath path, List<Parameter> parameters, @Nullable Duration silence,
        @Nullable Duration within) {
    /** Keeps its own copy of the parameters. */
    public ApiRequest {
        parameters = List.copyOf(parameters);
    }

    /**
     * Makes a request with the client's own time limit.
     *
     * @param method the HTTP method
     * @param path the path
     * @param parameters the fields
     */
    public ApiRequest(HttpMethod method, ApiPath path, List<Parameter> parameters) {
        this(method, path, parameters, null, null);
    }

    /**
     * Reads something.
     *
     * @param path the path
     * @param parameters the fields of the query
     * @return the request
     */
    public static ApiRequest get(ApiPath path, Parameter... parameters) {
        return new ApiRequest(HttpMethod.GET, path, List.of(parameters));
    }

    /**
     * Creates or does something.
     *
     * @param path the path
     * @param parameters the fields of the form
     * @return the request
     */
    public static ApiRequest post(ApiPath path, Parameter... parameters) {
        return new ApiRequest(HttpMethod.POST, path, List.of(parameters));
    }

    /**
     * Changes something.
     *
     * @param path the path
     * @param parameters the fields of the form
     * @return the request
     */
    public static ApiRequest put(ApiPath path, Parameter... parameters) {
        return new ApiRequest(HttpMethod.PUT, path, List.of(parameters));
    }

    /**
     * Removes something.
     *
     * @param path the path
     * @param parameters the fields of the query
     * @return the request
     */
    public static ApiRequest delete(ApiPath path, Parameter... parameters) {
        return new ApiRequest(HttpMethod.DELETE, path, List.of(parameters));
    }

    /**
     * Makes the same request with a time limit of its own.
     *
     * @param limit how long the server may say nothing; greater than zero
     * @return the request
     * @throws IllegalArgumentException if the limit is not greater than zero
     */
    public ApiRequest withTimeout(Duration limit) {
        return new ApiRequest(method, path, parameters, positive(limit), within);
    }

    /**
     * Makes the same request with a deadline: login, other hosts, repetitions and the search for a lost outcome included.
     *
     * @param limit how long the call may take in all; greater than zero
     * @return the request
     * @throws IllegalArgumentException if the limit is not greater than zero
     */
    public ApiRequest withDeadline(Duration limit) {
        return new ApiRequest(method, path, parameters, silence, positive(limit));
    }

    /**
     * Gives the request's own time limit.
     *
     * @return how long the server may say nothing; empty for the client's own limit
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(silence);
    }

    /**
     * Gives how long the call may take in all.
     *
     * @return the limit, if there is one
     */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(within);
    }

    String describe() {
        return method + " " + path;
    }

    private static Duration positive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a time limit must be greater than zero, not " + limit);
        }
        return limit;
    }
}
