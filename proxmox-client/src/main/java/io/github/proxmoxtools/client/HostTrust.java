package io.github.proxmoxtools.client;

import java.util.Map;
import java.util.Optional;

/** Says how each server is trusted: by pins of its own, by the pin that was learned of it, else as all others. */
final class HostTrust {
    private final Trust general;
    private final Map<Host, Trust.Fingerprints> pins;
    private final Hosts hosts;

    HostTrust(ClientOptions options, Hosts hosts) {
        this.general = options.trust();
        this.pins = options.resilience().pins();
        this.hosts = hosts;
    }

    Trust of(Host host) {
        Trust.Fingerprints own = pins.get(host);
        return own != null ? own : learned(host).orElse(general);
    }

    private Optional<Trust> learned(Host host) {
        return hosts.member(host).flatMap(Member::fingerprint).map(pin -> Trust.Fingerprints.of(pin));
    }
}
