package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to a storage of the server.
 *
 * <p>It is streamed: memory does not grow with its size. There is no limit for the whole, only for each silence. It is
 * never sent again by itself, and a connection that breaks off before the last byte leaves nothing behind.
 */
public final class Upload {
    private static final String STORAGE = "/nodes/{node}/storage/{storage}/upload";

    private final ApiPath path;
    private final UploadSource source;
    private final String fileName;
    private final List<Parameter> fields;
    private final @Nullable ChecksumAlgorithm computed;
    private final TransferListener listener;
    private final @Nullable Duration silence;

    private Upload(ApiPath path, UploadSource source, String fileName, List<Parameter> fields,
            @Nullable ChecksumAlgorithm computed, TransferListener listener, @Nullable Duration silence) {
        this.path = path;
        this.source = source;
        this.fileName = fileName;
        this.fields = List.copyOf(fields);
        this.computed = computed;
        this.listener = listener;
        this.silence = silence;
    }

    /**
     * Sends content to an endpoint that takes files.
     *
     * @param path the path
     * @param source the content
     * @return an upload without further fields
     * @throws IllegalArgumentException if the source's name cannot be that of a file on the server
     */
    public static Upload of(ApiPath path, UploadSource source) {
        return new Upload(path, source, checkedName(source.name()), List.of(), null, TransferListener.NONE, null);
    }

    /**
     * Sends an image to a storage; the answer is the UPID of a task that puts it in its place.
     *
     * @param node the node that has the storage
     * @param storage the storage
     * @param content {@code iso}, {@code vztmpl} or {@code import}
     * @param source the content
     * @return the upload
     * @throws IllegalArgumentException if a name cannot be one
     */
    public static Upload toStorage(String node, String storage, String content, UploadSource source) {
        return of(ApiPath.expand(STORAGE, Map.of("node", node, "storage", storage)), source)
                .with(Parameter.of("content", content));
    }

    /**
     * Gives the content another name on the server.
     *
     * @param name the name of a file, without directories
     * @return an upload with that name
     * @throws IllegalArgumentException if it holds a slash, backslash, quote or control character
     */
    public Upload named(String name) {
        return new Upload(path, source, checkedName(name), fields, computed, listener, silence);
    }

    /**
     * Adds a field, which travels before the content.
     *
     * @param field its name and value
     * @return an upload with that field too
     * @throws IllegalArgumentException if the form cannot hold it
     */
    public Upload with(Parameter field) {
        if (!field.name().matches("[A-Za-z0-9_-]+") || field.name().equals(MultipartBody.FILE_FIELD)) {
            throw new IllegalArgumentException("not the name of a field beside the file: '" + field.name() + "'");
        }
        if (field.value().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + field.name() + "' must not hold control characters");
        }
        List<Parameter> all = new ArrayList<>(fields);
        all.add(field);
        return new Upload(path, source, fileName, all, computed, listener, silence);
    }

    /**
     * Lets the server compare the checksum of what arrives.
     *
     * @param algorithm how it was computed
     * @param hex the checksum in hex digits
     * @return an upload with that checksum
     * @throws IllegalArgumentException if it is not a number in hex digits
     */
    public Upload checksum(ChecksumAlgorithm algorithm, String hex) {
        if (!hex.matches("[0-9A-Fa-f]+")) {
            throw new IllegalArgumentException("a checksum is written in hex digits, unlike '" + hex + "'");
        }
        return with(Parameter.of("checksum-algorithm", algorithm.proxmoxName())).with(Parameter.of("checksum", hex));
    }

    /**
     * Computes the checksum before anything is sent, and lets the server compare it.
     *
     * @param algorithm how to compute it
     * @return an upload whose content is read twice
     */
    public Upload checksummed(ChecksumAlgorithm algorithm) {
        return new Upload(path, source, fileName, fields, algorithm, listener, silence);
    }

    /**
     * Lets somebody watch.
     *
     * @param watcher is told how much of the request has left
     * @return an upload that is watched
     */
    public Upload reportingTo(TransferListener watcher) {
        return new Upload(path, source, fileName, fields, computed, watcher, silence);
    }

    /**
     * Sets a time limit of its own.
     *
     * @param limit how long the server may neither take nor say anything; greater than zero
     * @return an upload with that limit
     * @throws IllegalArgumentException if the limit is not greater than zero
     */
    public Upload withTimeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a timeout must be greater than zero, not " + limit);
        }
        return new Upload(path, source, fileName, fields, computed, listener, limit);
    }

    /**
     * Gives the path.
     *
     * @return where it is sent
     */
    public ApiPath path() {
        return path;
    }

    /**
     * Gives the fields that travel before the content.
     *
     * @return without a checksum that is still to be computed
     */
    public List<Parameter> fields() {
        return fields;
    }

    /**
     * Gives the name that the content gets on the server.
     *
     * @return the name of a file
     */
    public String fileName() {
        return fileName;
    }

    UploadSource source() {
        return source;
    }

    TransferListener listener() {
        return listener;
    }

    Optional<ChecksumAlgorithm> computedChecksum() {
        return Optional.ofNullable(computed);
    }

    @Nullable
    Duration silence() {
        return silence;
    }

    @Override
    public String toString() {
        return "POST " + path + " with " + fileName;
    }

    private static String checkedName(String name) {
        boolean hostile = name.chars()
                .anyMatch(point -> point == '"' || point == '/' || point == '\\' || Character.isISOControl(point));
        if (name.isBlank() || name.equals(".") || name.equals("..") || hostile) {
            throw new IllegalArgumentException("not the name of a file on the server (it must not hold slashes,"
                    + " backslashes, quotes or control characters): '"
                    + name.replaceAll("\\p{Cntrl}", "\uFFFD") + "'");
        }
        return name;
    }
}
