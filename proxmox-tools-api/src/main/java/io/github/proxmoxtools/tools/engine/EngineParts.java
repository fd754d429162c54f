package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Safety;
import java.time.Duration;
import java.util.Optional;

/** What all runs of an engine share. */
record EngineParts(Catalog catalog, Connection connection, Safety access, Optional<Duration> waitTimeout, int listLimit,
        LocalFiles files, boolean anyAddress, Redactor redactor, Indices indices,
        AuditTrail audit) {}
