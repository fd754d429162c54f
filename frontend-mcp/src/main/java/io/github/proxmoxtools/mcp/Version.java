package io.github.proxmoxtools.mcp;

import java.util.Optional;

/** The version of this build. */
final class Version {
    private Version() {}

    static String text() {
        return Optional.ofNullable(Version.class.getModule().getDescriptor())
                .flatMap(java.lang.module.ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(Version.class.getPackage().getImplementationVersion()))
                .orElse("development");
    }
}
