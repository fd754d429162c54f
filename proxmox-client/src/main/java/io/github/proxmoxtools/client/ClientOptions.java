package io.github.proxmoxtools.client;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link ProxmoxClient.Builder} gathered. */
record ClientOptions(List<Host> hosts, Credentials credentials, Trust trust, Duration timeout, String userAgent,
        long maxBodyBytes, Seal seal, @Nullable Host proxy, int maxConnectionsPerHost, Duration idleLimit,
        Clock clock, Resilience resilience) {}
