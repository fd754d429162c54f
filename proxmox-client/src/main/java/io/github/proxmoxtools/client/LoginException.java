package io.github.proxmoxtools.client;

/** The server wants a second factor that it was not given, or of another kind; the request itself was not sent. */
public final class LoginException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    LoginException(String message) {
        super(message, null);
    }

    @Override
    public boolean notTaken() {
        return true;
    }
}
