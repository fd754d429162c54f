package io.github.proxmoxtools.client;

import java.util.Map;

/** Presents an API token; there is nothing to renew. */
final class TokenAuthentication implements Authentication {
    private final Proof proof;
    private final String user;

    TokenAuthentication(Credentials.ApiToken token) {
        Map<String, String> header = Map.of("Authorization", "PVEAPIToken=" + token.id() + "=" + token.secret());
        this.proof = method -> header;
        this.user = token.id();
    }

    @Override
    public Proof current(Deadline deadline) {
        return proof;
    }

    @Override
    public Proof replace(Proof refused, Deadline deadline) {
        return refused;
    }

    @Override
    public boolean mayChange() {
        return false;
    }

    @Override
    public String user() {
        return user;
    }
}
