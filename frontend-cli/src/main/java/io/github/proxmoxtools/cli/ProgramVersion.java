package io.github.proxmoxtools.cli;

/** Which version of this program runs. */
final class ProgramVersion {
    private ProgramVersion() {}

    static String number() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static String line() {
        return "proxmox " + number() + " (Java " + Runtime.version() + ")";
    }
}
