package io.github.proxmoxtools.integration.live;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which cluster the tests work on, and what of it they may touch.
 *
 * @param host where it is
 * @param tokenId the token they log in with
 * @param tokenSecret its secret
 * @param fingerprint of its certificate; absent for one that this machine trusts
 * @param password root@pam's, if batches of calls shall be tried
 * @param vmids the guests they may make and remove
 * @param agentVmid a running VM with a guest agent, if there is one to try
 */
record TestSettings(String host, String tokenId, String tokenSecret, Optional<String> fingerprint,
        Optional<String> password, VmidRange vmids, Optional<String> agentVmid) {
    /** The setting that turns all this on. */
    static final String HOST = "PROXMOX_TEST_HOST";

    /**
     * Reads the settings.
     *
     * @param sources gives a setting by its name
     * @return the settings; empty where no host is named
     * @throws IllegalStateException if a host is named and something else is missing
     */
    static Optional<TestSettings> from(Function<String, Optional<String>> sources) {
        return sources.apply(HOST).map(host -> new TestSettings(host, needed(sources, "PROXMOX_TEST_TOKEN_ID"),
                needed(sources, "PROXMOX_TEST_TOKEN_SECRET"), sources.apply("PROXMOX_TEST_FINGERPRINT"),
                sources.apply("PROXMOX_TEST_ROOT_PASSWORD"),
                VmidRange.parse(needed(sources, "PROXMOX_TEST_VMIDS")), sources.apply("PROXMOX_TEST_AGENT_VMID")));
    }

    private static String needed(Function<String, Optional<String>> sources, String name) {
        return sources.apply(name)
                .orElseThrow(() -> new IllegalStateException(HOST + " is set, so " + name + " must be set too"));
    }

    ProxmoxClient client() {
        return client(tokenSecret);
    }

    ProxmoxClient client(String secret) {
        Credentials.ApiToken token = new Credentials.ApiToken(tokenId, secret);
        ProxmoxClient.Builder builder = ProxmoxClient.builder().host(Host.parse(host))
                .credentials(password.<Credentials>map(word -> token.with(new Credentials.Password("root@pam", word)))
                        .orElse(token))
                .timeout(Duration.ofSeconds(30));
        fingerprint.ifPresent(pin -> builder.trust(Trust.Fingerprints.of(pin.split(","))));
        return builder.build();
    }

    @Override
    public String toString() {
        return host + ", guests " + vmids;
    }
}
