package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.mcp.http.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the command line says about HTTP, and refuses what would let strangers in. */
final class HttpFlags {
    private static final Pattern ADDRESS = Pattern
            .compile("(?:(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<name>[^\\[\\]:]+)):)?(?<port>\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_TOKEN = 16;
    private static final long LONGEST_TOKEN_FILE = 4096;
    private static final List<Flag> ONLY_WITH_HTTP = List.of(Flag.BEARER_FILE, Flag.TLS_CERT, Flag.TLS_KEY,
            Flag.ALLOW_HOST, Flag.ALLOW_ORIGIN);
    /** Who may write into it lets themselves in with a token of their own. */
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private HttpFlags() {}

    static Optional<HttpSettings> read(CommandLine line) {
        Optional<String> where = line.value(Flag.HTTP);
        if (where.isEmpty()) {
            ONLY_WITH_HTTP.stream().filter(line::has).findFirst().ifPresent(flag -> {
                throw new UsageException(flag.word() + " makes sense only with " + Flag.HTTP.word());
            });
            return Optional.empty();
        }
        if (!HttpSettings.canBeServed()) {
            throw new UsageException("There is no HTTP in this program: it was put together without Tomcat. Link the "
                    + "image with the module org.apache.tomcat.embed.core, or start Java with "
                    + "--add-modules org.apache.tomcat.embed.core.");
        }
        return Optional.of(settings(line, where.get()));
    }

    private static HttpSettings settings(CommandLine line, String where) {
        Matcher parts = ADDRESS.matcher(where);
        if (!parts.matches() || Integer.parseInt(parts.group("port")) > HIGHEST_PORT) {
            throw new UsageException(Flag.HTTP.word() + " is a port, or an address and a port, such as 8080, "
                    + "0.0.0.0:8443 or [::1]:8080, not '" + where + "'");
        }
        String name = nameOf(parts);
        InetAddress address = resolve(name);
        Optional<String> token = line.value(Flag.BEARER_FILE).map(HttpFlags::token);
        HttpSettings.Certificate certificate = certificate(line);
        if (!address.isLoopbackAddress() && (token.isEmpty() || certificate == null)) {
            throw new UsageException("Others than this machine can reach " + name + ": that needs "
                    + Flag.BEARER_FILE.word() + ", " + Flag.TLS_CERT.word() + " and " + Flag.TLS_KEY.word()
                    + ". Without them, only 127.0.0.1 and ::1 are served.");
        }
        return new HttpSettings(name, address, Integer.parseInt(parts.group("port")), token.orElse(null), certificate,
                Set.copyOf(line.values(Flag.ALLOW_HOST).stream().map(HttpFlags::hostName).toList()),
                Set.copyOf(line.values(Flag.ALLOW_ORIGIN).stream().map(HttpFlags::origin).toList()));
    }

    private static String nameOf(Matcher parts) {
        String name = parts.group("six") != null ? parts.group("six") : parts.group("name");
        return name == null ? "127.0.0.1" : name;
    }

    private static InetAddress resolve(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new UsageException(Flag.HTTP.word() + ": there is no address '" + name + "'");
        }
    }

    private static HttpSettings.@Nullable Certificate certificate(CommandLine line) {
        Optional<String> chain = line.value(Flag.TLS_CERT);
        Optional<String> key = line.value(Flag.TLS_KEY);
        if (chain.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (chain.isEmpty() || key.isEmpty()) {
            throw new UsageException(Flag.TLS_CERT.word() + " and " + Flag.TLS_KEY.word() + " go together");
        }
        return new HttpSettings.Certificate(file(Flag.TLS_CERT, chain.get()), file(Flag.TLS_KEY, key.get()));
    }

    private static Path file(Flag flag, String word) {
        try {
            Path file = Path.of(word).toAbsolutePath();
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Said below, as for any other word that names no file.
        }
        throw new UsageException(flag.word() + ": there is no file '" + word + "' that can be read");
    }

    /** What the file holds appears in no message. */
    private static String token(String word) {
        Path file = file(Flag.BEARER_FILE, word);
        try {
            if (isOpenToOthers(file)) {
                throw new UsageException(Flag.BEARER_FILE.word() + ": other users can read or change '" + word
                        + "'. Take that right away from them: chmod 600");
            }
            String token = Files.size(file) > LONGEST_TOKEN_FILE ? "" : Files.readString(file).strip();
            if (!token.matches("[!-~]{" + SHORTEST_TOKEN + ",}")) {
                throw new UsageException(
                        Flag.BEARER_FILE.word() + ": '" + word + "' holds no token: one line of at least "
                                + SHORTEST_TOKEN + " letters, digits and signs, such as openssl rand -hex 32 makes");
            }
            return token;
        } catch (IOException e) {
            throw new UsageException(Flag.BEARER_FILE.word() + ": '" + word + "' cannot be read as text");
        }
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return false;
        }
        Set<PosixFilePermission> given = new HashSet<>(Files.getPosixFilePermissions(file));
        return given.removeAll(OF_OTHERS);
    }

    private static String hostName(String word) {
        if (word.matches("[0-9A-Za-z._-]+|\\[?[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*]?")) {
            return word.replace("[", "").replace("]", "");
        }
        throw new UsageException(Flag.ALLOW_HOST.word() + " is a name without a port, such as mcp.example.com, not '"
                + word + "'");
    }

    private static String origin(String word) {
        try {
            URI uri = new URI(word);
            if (uri.getHost() != null && uri.toString().equals(uri.getScheme() + "://" + uri.getAuthority())) {
                return word;
            }
        } catch (URISyntaxException e) {
            // Said below, as for any other word that names no origin.
        }
        throw new UsageException(Flag.ALLOW_ORIGIN.word() + " is a scheme with a host, and a port if it has one, such "
                + "as https://app.example.com, not '" + word + "'");
    }
}
