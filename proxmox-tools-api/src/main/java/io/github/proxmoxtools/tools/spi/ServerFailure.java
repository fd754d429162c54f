package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server answered that it did not do it. */
public final class ServerFailure extends ToolFailure {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;
    private final @Nullable String requiredPrivilege;

    /**
     * Says what the server said.
     *
     * @param kind what it means
     * @param message the server's words
     * @param guidance what to do about it
     * @param retryable whether sending again cannot act twice
     * @param callSite the call
     * @param details what is wrong per parameter
     * @param requiredPrivilege the missing privilege, if that is the reason
     * @param cause the client's exception
     */
    public ServerFailure(FailureKind kind, String message, String guidance, boolean retryable, CallSite callSite,
            Map<String, String> details, Optional<String> requiredPrivilege, @Nullable Throwable cause) {
        super(kind, message, guidance, retryable, Optional.of(callSite), cause);
        this.details = new LinkedHashMap<>(details);
        this.requiredPrivilege = requiredPrivilege.orElse(null);
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }

    @Override
    public Optional<String> requiredPrivilege() {
        return Optional.ofNullable(requiredPrivilege);
    }
}
