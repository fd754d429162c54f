package io.github.proxmoxtools.cli.program;

import java.lang.module.ModuleDescriptor;

/** Which version of this program runs. */
public final class ProgramVersion {
    private ProgramVersion() {}

    static String number() {
        ModuleDescriptor module = ProgramVersion.class.getModule().getDescriptor();
        String version = module == null ? null : module.rawVersion().orElse(null);
        String packed = version == null ? ProgramVersion.class.getPackage().getImplementationVersion() : version;
        return packed == null ? "development" : packed;
    }

    /**
     * Says which release of the program this is.
     *
     * @return program and version
     */
    public static String name() {
        return "proxmox " + number();
    }

    /**
     * Says it in a line.
     *
     * @return program, version and Java
     */
    public static String line() {
        return "proxmox " + number() + " (Java " + Runtime.version() + ")";
    }
}
