package io.github.proxmoxtools.simulator.api;

/** A running task holds the guest's lock: the call waits for a while before it gives up. */
final class GuestBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GuestBusy(String lockFile) {
        super(lockFile, null, false, false);
    }

    ApiError givenUp() {
        return ApiError.died("can't lock file '" + getMessage() + "' - got timeout");
    }
}
