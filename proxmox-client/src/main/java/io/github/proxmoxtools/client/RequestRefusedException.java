package io.github.proxmoxtools.client;

/** The client itself refuses a call that writes, because it was built to read only; nothing was sent. */
public final class RequestRefusedException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    RequestRefusedException(String message) {
        super(message, null);
    }

    @Override
    public boolean notTaken() {
        return true;
    }
}
