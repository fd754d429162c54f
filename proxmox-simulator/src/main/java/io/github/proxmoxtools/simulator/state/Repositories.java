package io.github.proxmoxtools.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a node's packages come from. */
public final class Repositories {
    /**
     * A place for packages.
     *
     * @param handle its short name, empty for Debian's own
     * @param name its name
     * @param uri its address
     * @param suite the suite
     * @param component the component
     * @param isEnabled whether it is used
     */
    public record Repository(String handle, String name, String uri, String suite, String component,
            boolean isEnabled) {
        Repository withUse(boolean used) {
            return new Repository(handle, name, uri, suite, component, used);
        }
    }

    private final List<Repository> standard;
    private final List<Repository> configured = new ArrayList<>();

    Repositories(Profile profile) {
        String suite = switch (profile) {
            case PVE_7_4 -> "bullseye";
            case PVE_8_4 -> "bookworm";
            case PVE_9_2 -> "trixie";
        };
        standard = List.of(
                new Repository("enterprise", "Enterprise", "https://enterprise.proxmox.com/debian/pve", suite,
                        "pve-enterprise", true),
                new Repository("no-subscription", "No-Subscription", "http://download.proxmox.com/debian/pve", suite,
                        "pve-no-subscription", true),
                new Repository("test", "Test", "http://download.proxmox.com/debian/pve", suite, "pvetest", true));
        configured.add(new Repository("", "Debian", "http://deb.debian.org/debian", suite, "main", true));
        configured.add(new Repository("", "Debian Security", "http://security.debian.org/debian-security",
                suite + "-security", "main", true));
        configured.add(standard.getFirst());
    }

    /** {@return those that Proxmox offers} */
    public List<Repository> standard() {
        return standard;
    }

    /** {@return those that stand in the node's files; may be changed} */
    public List<Repository> configured() {
        return configured;
    }

    /**
     * Adds one that Proxmox offers, or turns it on.
     *
     * @param handle its short name
     * @return whether there is one
     */
    public boolean add(String handle) {
        Optional<Repository> wanted = standard.stream().filter(other -> other.handle().equals(handle)).findFirst();
        wanted.ifPresent(repository -> {
            configured.removeIf(other -> other.handle().equals(handle));
            configured.add(repository);
        });
        return wanted.isPresent();
    }

    /**
     * Turns one on or off.
     *
     * @param index its position
     * @param used whether it is used
     */
    public void use(int index, boolean used) {
        configured.set(index, configured.get(index).withUse(used));
    }

    /** {@return a sum over all of them} */
    public String digest() {
        return Guest.sha1(configured.toString());
    }
}
