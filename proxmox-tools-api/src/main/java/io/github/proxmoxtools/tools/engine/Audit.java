package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Safety;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who did what to whom, and how it ended; never what was given or answered. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.proxmoxtools.audit");

    private Audit() {}

    static void record(String tool, Safety safety, Optional<GuestAddress> target, String outcome) {
        if (LOG.isInfoEnabled()) {
            LOG.info("{} {} {} {}", safety, tool, target.map(GuestAddress::toString).orElse("-"), outcome);
        }
    }

    static void lost(String tool, Exception problem) {
        LOG.error("The audit log lacks a record of {}: {}", tool, reason(problem));
    }

    /** Those of the file system say no more than the file and, in their class, what is wrong with it. */
    static String reason(Exception problem) {
        return problem instanceof FileSystemException ? problem.toString() : String.valueOf(problem.getMessage());
    }
}
