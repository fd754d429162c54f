package io.github.proxmoxtools.simulator.state;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operating system of a node, as far as it can be configured. */
public final class NodeSystem {
    private final Map<String, String> dns = new TreeMap<>();
    private final Map<String, String> config = new TreeMap<>();
    private final Services services;
    private final Interfaces interfaces;
    private final Repositories repositories;
    private final NodeDisks disks = new NodeDisks();
    private String timezone = "UTC";
    private String hosts;
    private @Nullable String subscriptionKey;
    private @Nullable String certificate;
    private @Nullable String ownCertificate;
    private boolean packagesAreKnown;
    private boolean isFurnished;

    NodeSystem(Node node, Profile profile, boolean isAlone) {
        this.services = new Services(profile, isAlone);
        this.interfaces = new Interfaces(node.address());
        this.repositories = new Repositories(profile);
        dns.put("dns1", "10.10.10.1");
        hosts = "127.0.0.1 localhost\n" + node.address() + " " + node.name() + ".example.test " + node.name() + "\n";
    }

    /** Gives it more than a bare machine has. */
    void furnish() {
        interfaces.furnish();
        disks.furnish();
        isFurnished = true;
    }

    /** {@return whether it knows which templates for containers there are} */
    public boolean knowsTemplates() {
        return isFurnished;
    }

    /** {@return its name servers and search domain; may be changed} */
    public Map<String, String> dns() {
        return dns;
    }

    /** {@return what Proxmox VE keeps of it; may be changed} */
    public Map<String, String> config() {
        return config;
    }

    /** {@return its services} */
    public Services services() {
        return services;
    }

    /** {@return its network interfaces} */
    public Interfaces interfaces() {
        return interfaces;
    }

    /** {@return where its packages come from} */
    public Repositories repositories() {
        return repositories;
    }

    /** {@return its disks} */
    public NodeDisks disks() {
        return disks;
    }

    /** {@return its time zone} */
    public String timezone() {
        return timezone;
    }

    /**
     * Moves it to another time zone.
     *
     * @param zone the zone
     */
    public void setTimezone(String zone) {
        timezone = zone;
    }

    /** {@return the file with the names of hosts} */
    public String hosts() {
        return hosts;
    }

    /**
     * Writes the file with the names of hosts.
     *
     * @param text its content
     */
    public void setHosts(String text) {
        hosts = text;
    }

    /** {@return the key of its subscription} */
    public Optional<String> subscriptionKey() {
        return Optional.ofNullable(subscriptionKey);
    }

    /**
     * Subscribes it, or not any more.
     *
     * @param key the key, null for none
     */
    public void setSubscriptionKey(@Nullable String key) {
        subscriptionKey = key;
    }

    /** {@return the certificate that it was born with, in PEM} */
    public Optional<String> ownCertificate() {
        return Optional.ofNullable(ownCertificate);
    }

    /**
     * Gives it its first certificate.
     *
     * @param pem the certificate
     */
    public void setOwnCertificate(String pem) {
        ownCertificate = pem;
    }

    /** {@return the certificate that was uploaded, in PEM} */
    public Optional<String> certificate() {
        return Optional.ofNullable(certificate);
    }

    /**
     * Replaces its certificate.
     *
     * @param pem the certificate, null for its own
     */
    public void setCertificate(@Nullable String pem) {
        certificate = pem;
    }

    /** {@return whether the list of available packages was fetched} */
    public boolean packagesAreKnown() {
        return packagesAreKnown;
    }

    /** Fetches the list of available packages. */
    public void learnPackages() {
        packagesAreKnown = true;
    }
}
