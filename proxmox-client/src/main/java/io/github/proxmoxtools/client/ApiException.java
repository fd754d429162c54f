package io.github.proxmoxtools.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server answered, and said no.
 *
 * <p>Proxmox VE answers 500 for most things that go wrong: what happened is read from the text, which stands in the
 * body, in its {@code errors}, or (before pve-http-server 5.2) only in the reason phrase.
 */
public final class ApiException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    private final HttpMethod method;
    private final ApiPath path;
    private final int status;
    private final String reason;
    private final String text;
    private final transient Map<String, String> parameterErrors;
    private final Meaning meaning;
    private final @Nullable String advice;

    /** What an answer of failure means, whatever its number. */
    public enum Meaning {
        /** A parameter is missing, unknown, or not of its form. */
        BAD_PARAMETERS,
        /** The server does not know the caller: no or wrong credentials, or a session that ended. */
        AUTHENTICATION,
        /** The server knows the caller, who lacks a privilege. */
        PERMISSION_DENIED,
        /** What the call is about does not exist. */
        NOT_FOUND,
        /** What was to be made is there already. */
        ALREADY_EXISTS,
        /** Something else holds the lock, or no worker could be had. */
        LOCKED,
        /** The configuration changed since it was read: the digest does not match. */
        CHANGED_MEANWHILE,
        /** This server has no such path or method. */
        NOT_IMPLEMENTED,
        /** The node that was asked cannot reach the node that the call is about. */
        NODE_UNREACHABLE,
        /** Anything else. */
        SERVER;

        /**
         * Reads the meaning of a text alone, such as the exit status of a task.
         *
         * @param text the server's words
         * @return what they mean
         */
        public static Meaning ofText(String text) {
            return Meanings.ofText(text);
        }
    }

    ApiException(HttpMethod method, ApiPath path, int status, String reason, ErrorText error) {
        super(describe(method, path, status, error), null);
        this.method = method;
        this.path = path;
        this.status = status;
        this.reason = reason;
        this.text = error.message();
        this.parameterErrors = Collections.unmodifiableMap(new LinkedHashMap<>(error.parameterErrors()));
        this.meaning = Meanings.of(status, error);
        this.advice = null;
    }

    private ApiException(ApiException refused, String advice) {
        super(refused.getMessage() + "; " + advice, refused);
        this.method = refused.method;
        this.path = refused.path;
        this.status = refused.status;
        this.reason = refused.reason;
        this.text = refused.text;
        this.parameterErrors = refused.parameterErrors;
        this.meaning = refused.meaning;
        this.advice = advice;
    }

    ApiException advising(String what) {
        return new ApiException(this, what);
    }

    /**
     * Gives the method of the call.
     *
     * @return the HTTP method
     */
    public HttpMethod method() {
        return method;
    }

    /**
     * Gives the path of the call.
     *
     * @return the path
     */
    public ApiPath path() {
        return path;
    }

    /**
     * Gives the HTTP status.
     *
     * @return 400 or more; 595, 596, 599 and other codes outside the registry occur
     */
    public int status() {
        return status;
    }

    /**
     * Gives the reason phrase.
     *
     * @return the first line of the server's text; may be empty behind a proxy
     */
    public String reason() {
        return reason;
    }

    /**
     * Gives the server's own words, the best that the answer holds.
     *
     * @return the text without surrounding blanks, never empty
     */
    public String text() {
        return text;
    }

    /**
     * Says what is wrong with each parameter.
     *
     * @return parameter name to text; empty if the server named none
     */
    public Map<String, String> parameterErrors() {
        return parameterErrors;
    }

    /**
     * Says what the answer means.
     *
     * @return the meaning, read from the text
     */
    public Meaning meaning() {
        return meaning;
    }

    /**
     * Names the privilege that the caller lacks.
     *
     * @return for example {@code Sys.Audit}, or alternatives joined by {@code |}; empty if the server did not say
     */
    public Optional<String> requiredPrivilege() {
        return Meanings.permissionCheck(text).map(Meanings.PermissionCheck::privilege);
    }

    /**
     * Names the path of the access control list on which the privilege is needed.
     *
     * @return for example {@code /vms/100}; empty if the server did not say
     */
    public Optional<String> permissionPath() {
        return Meanings.permissionCheck(text).map(Meanings.PermissionCheck::path);
    }

    /**
     * Says what would help, where the client knows it and the server does not say it.
     *
     * @return a sentence, for example that the call wants a password beside the token
     */
    public Optional<String> advice() {
        return Optional.ofNullable(advice);
    }

    @Override
    public boolean notTaken() {
        return switch (meaning) {
            case AUTHENTICATION, NOT_IMPLEMENTED, CHANGED_MEANWHILE -> true;
            case LOCKED -> RetryRule.provesNothingTaken(method, path, text);
            case PERMISSION_DENIED -> status == 403;
            case BAD_PARAMETERS, NOT_FOUND, ALREADY_EXISTS -> status == 400;
            case NODE_UNREACHABLE -> status == 595;
            case SERVER -> false;
        };
    }

    private static String describe(HttpMethod method, ApiPath path, int status, ErrorText error) {
        StringBuilder description = new StringBuilder(method + " " + path + ": " + status + " " + error.message());
        error.parameterErrors()
                .forEach((name, what) -> description.append("; ").append(name).append(": ").append(what));
        return description.toString();
    }
}
