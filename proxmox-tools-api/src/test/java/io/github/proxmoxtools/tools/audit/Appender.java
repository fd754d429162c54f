package io.github.proxmoxtools.tools.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Appends from a process of its own. */
final class Appender {
    private Appender() {}

    public static void main(String[] arguments) throws IOException {
        AuditLog log = AuditLog.at(Path.of(arguments[0]), new Origin("another process", "", "pve1"));
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            log.append(Map.of("record", "not_sent", "tool", "x"));
        }
    }
}
