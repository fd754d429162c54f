package io.github.proxmoxtools.client;

import java.util.Map;

/** Presents an API token; there is nothing to renew. */
final class TokenAuthentication implements Authentication {
    private final Proof proof;

    TokenAuthentication(Credentials.ApiToken token) {
        Map<String, String> header = Map.of("Authorization", "PVEAPIToken=" + token.id() + "=" + token.secret());
        this.proof = method -> header;
    }

    @Override
    public Proof current() {
        return proof;
    }

    @Override
    public Proof replace(Proof refused) {
        return refused;
    }
}
