package io.github.proxmoxtools.tools.spi;

/** The two kinds of guests, with the words Proxmox VE uses for them. */
public enum GuestKind {
    /** A virtual machine. */
    VM("qemu", "VM"),
    /** A container. */
    LXC("lxc", "container");

    private final String apiName;
    private final String noun;

    GuestKind(String apiName, String noun) {
        this.apiName = apiName;
        this.noun = noun;
    }

    /**
     * Gives the path element and the {@code type} of {@code /cluster/resources}.
     *
     * @return {@code qemu} or {@code lxc}
     */
    public String apiName() {
        return apiName;
    }

    /**
     * Gives the word for people.
     *
     * @return {@code VM} or {@code container}
     */
    public String noun() {
        return noun;
    }
}
