package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.TransferException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What may be fetched from an address that somebody else chose, to be passed on in an upload.
 *
 * <p>Only http and https, without credentials; only public addresses unless others are allowed, judged by the address
 * that is really connected to; redirects are followed a few times and judged alike.
 */
public final class UrlSource {
    private static final int DEFAULT_REDIRECTS = 5;
    private static final int HIGHEST_PORT = 65_535;
    private static final long DEFAULT_LIMIT = 16L << 30;
    private static final long DEFAULT_SPOOL_LIMIT = 2L << 30;

    private final URI address;
    private final long limit;
    private final long spoolLimit;
    private final Path spoolFolder;
    private final int redirects;
    private final boolean privateAllowed;
    private final Duration silence;

    private UrlSource(URI address, long limit, long spoolLimit, Path spoolFolder, int redirects,
            boolean privateAllowed, Duration silence) {
        this.address = address;
        this.limit = limit;
        this.spoolLimit = spoolLimit;
        this.spoolFolder = spoolFolder;
        this.redirects = redirects;
        this.privateAllowed = privateAllowed;
        this.silence = silence;
    }

    /**
     * Names an address; nothing is sent yet.
     *
     * @param address for example {@code https://example.org/debian.iso}
     * @return a source with the default limits: 16 GiB, 5 redirects, public addresses only
     * @throws TransferException if it is no address of http or https, or holds credentials
     */
    public static UrlSource of(String address) {
        return new UrlSource(checked(address), DEFAULT_LIMIT, DEFAULT_SPOOL_LIMIT,
                Path.of(System.getProperty("java.io.tmpdir")), DEFAULT_REDIRECTS, false, Duration.ofSeconds(30));
    }

    /**
     * Limits the size.
     *
     * @param bytes what may come at most
     * @return a source with that limit
     */
    public UrlSource atMost(long bytes) {
        return new UrlSource(address, bytes, spoolLimit, spoolFolder, redirects, privateAllowed, silence);
    }

    /**
     * Says where content is kept whose length the other side does not say: an upload needs to know it first.
     *
     * @param folder the directory for the temporary file
     * @param bytes what may come at most
     * @return a source with that place and limit
     */
    public UrlSource spoolingTo(Path folder, long bytes) {
        return new UrlSource(address, limit, bytes, folder, redirects, privateAllowed, silence);
    }

    /**
     * Limits the redirects.
     *
     * @param count how many are followed at most
     * @return a source with that limit
     */
    public UrlSource redirects(int count) {
        return new UrlSource(address, limit, spoolLimit, spoolFolder, count, privateAllowed, silence);
    }

    /**
     * Also allows addresses of private networks, this machine and cloud metadata.
     *
     * @return a source that may be anywhere
     */
    public UrlSource allowingPrivateAddresses() {
        return new UrlSource(address, limit, spoolLimit, spoolFolder, redirects, true, silence);
    }

    /**
     * Limits connecting and each silence of the other side.
     *
     * @param limitOfSilence greater than zero
     * @return a source with that limit
     */
    public UrlSource timeout(Duration limitOfSilence) {
        return new UrlSource(address, limit, spoolLimit, spoolFolder, redirects, privateAllowed, limitOfSilence);
    }

    /**
     * Asks for the content, and reads as much of it as is needed to know its length.
     *
     * @return the content, which can be sent once; close it afterwards
     * @throws TransferException if it may not or cannot be had
     */
    public UrlContent fetch() {
        return UrlContent.fetch(this);
    }

    URI address() {
        return address;
    }

    long limit() {
        return limit;
    }

    long spoolLimit() {
        return spoolLimit;
    }

    Path spoolFolder() {
        return spoolFolder;
    }

    int redirects() {
        return redirects;
    }

    boolean privateAllowed() {
        return privateAllowed;
    }

    Duration silence() {
        return silence;
    }

    /** Resolves where a redirect leads to; from https there is no way back to http. */
    static URI redirected(URI from, String location) {
        try {
            URI target = checked(from.resolve(new URI(location.strip())).toString());
            if (from.getScheme().equalsIgnoreCase("https") && !target.getScheme().equalsIgnoreCase("https")) {
                throw refused(shown(from) + " redirects from https to http");
            }
            return target;
        } catch (URISyntaxException | IllegalArgumentException strange) {
            throw refused(shown(from) + " redirects to something that is no address");
        }
    }

    /** Without the query, which may be a signature. */
    static String shown(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }

    static TransferException refused(String what) {
        return new TransferException(Reason.SOURCE_REFUSED, what, null);
    }

    static TransferException unreadable(URI address, IOException problem) {
        return new TransferException(Reason.SOURCE_UNREADABLE,
                shown(address) + " cannot be read: " + problem.getMessage(), problem);
    }

    private static URI checked(String text) {
        try {
            URI address = new URI(text);
            String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw refused("only http and https can be fetched from");
            }
            if (address.getRawUserInfo() != null) {
                throw refused("an address with credentials is not fetched from");
            }
            if (address.getHost() == null) {
                throw refused("the address names no host");
            }
            if (address.getPort() == 0 || address.getPort() > HIGHEST_PORT) {
                throw refused("there is no port " + address.getPort());
            }
            return address;
        } catch (URISyntaxException strange) {
            throw refused("not an address: " + strange.getReason());
        }
    }
}
