package io.github.proxmoxtools.simulator.state;

import java.util.Arrays;

/** Which version of Proxmox VE the cluster pretends to run. */
public enum Profile {
    /** Errors only in the reason phrase, no message in the body. */
    PVE_7_4("7.4", "7.4-16", "0f39f621", "5.15.108-1-pve", false),
    /** The last of the eighth series. */
    PVE_8_4("8.4", "8.4.14", "b502d23c55afcba1", "6.8.12-15-pve", true),
    /** The one from which the recorded exchanges come. */
    PVE_9_2("9.2", "9.2.11", "14a22df35955d97d", "6.14.11-4-pve", true);

    private final String release;
    private final String version;
    private final String repositoryId;
    private final String kernel;
    private final boolean saysMessages;

    Profile(String release, String version, String repositoryId, String kernel, boolean saysMessages) {
        this.release = release;
        this.version = version;
        this.repositoryId = repositoryId;
        this.kernel = kernel;
        this.saysMessages = saysMessages;
    }

    /**
     * Finds a profile.
     *
     * @param release such as {@code 9.2}
     * @return the profile
     * @throws IllegalArgumentException when there is none
     */
    public static Profile of(String release) {
        return Arrays.stream(values()).filter(profile -> profile.release.equals(release)).findFirst().orElseThrow(
                () -> new IllegalArgumentException(
                        "No profile for Proxmox VE " + release + "; there are 7.4, 8.4, 9.2."));
    }

    /** {@return the two first numbers of the version} */
    public String release() {
        return release;
    }

    /** {@return the whole version} */
    public String version() {
        return version;
    }

    /** {@return the commit that the version was built from} */
    public String repositoryId() {
        return repositoryId;
    }

    /** {@return the kernel of its nodes} */
    public String kernel() {
        return kernel;
    }

    /** {@return whether the bodies of errors hold the text, not only their reason phrases} */
    public boolean saysMessages() {
        return saysMessages;
    }

    /** {@return the version of QEMU that runs its virtual machines} */
    public String qemuVersion() {
        return switch (this) {
            case PVE_7_4 -> "7.2.10";
            case PVE_8_4 -> "9.2.0";
            case PVE_9_2 -> "10.1.2";
        };
    }

    /** {@return how many bytes a body other than an upload may have} */
    public int largestForm() {
        return (saysMessages ? 512 : 64) * 1024;
    }

    /**
     * Compares it with the first release of a series.
     *
     * @param major the series, such as 9
     * @return whether it is older
     */
    public boolean isBefore(int major) {
        return Integer.parseInt(release.substring(0, release.indexOf('.'))) < major;
    }
}
