package io.github.proxmoxtools.tools.engine;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** The version that a part of this build says of itself. */
public final class BuildVersion {
    private BuildVersion() {}

    /**
     * Reads the version from a module, or from the jar where there is no module.
     *
     * @param part a class of the part
     * @return the version, or {@code development} where nothing was packaged
     */
    public static String of(Class<?> part) {
        return Optional.ofNullable(part.getModule().getDescriptor()).flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(part.getPackage().getImplementationVersion())).orElse("development");
    }
}
