package io.github.proxmoxtools.client.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps indices of servers' own API documents in a directory, one file for each version.
 *
 * <p>A file that is broken is passed over with a warning. Safe for use by several processes at the same time.
 */
public final class ApiIndexCache {
    private static final Logger LOG = LoggerFactory.getLogger(ApiIndexCache.class);
    private static final int DIGEST_LENGTH = 32;

    private final Path directory;

    /**
     * Names the directory; nothing is read or written yet.
     *
     * @param directory made when the first index is kept, readable for its owner only
     */
    public ApiIndexCache(Path directory) {
        this.directory = directory;
    }

    /**
     * Finds the index of a version.
     *
     * @param release what the server says of itself, such as {@code 9.2.3}
     * @return the index; empty if it is not kept here, or its file is broken
     */
    public Optional<ApiIndex> find(String release) {
        Path file = file(release);
        try {
            byte[] kept = Files.readAllBytes(file);
            byte[] index = Arrays.copyOfRange(kept, Math.min(DIGEST_LENGTH, kept.length), kept.length);
            if (!MessageDigest.isEqual(digest(index), Arrays.copyOf(kept, DIGEST_LENGTH))) {
                LOG.warn("{} is broken and is not used", file);
                return Optional.empty();
            }
            ApiIndex found = new ApiIndex(new IndexFile(index));
            return Optional.of(found).filter(exact -> exact.release().equals(release));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException | IllegalStateException unreadable) {
            LOG.warn("{} cannot be read and is not used: {}", file, unreadable.toString());
            return Optional.empty();
        }
    }

    /**
     * Reads a document and keeps its index; where it cannot be kept, a warning says so.
     *
     * @param document as {@link ApiDocument#read(InputStream, String)} takes it
     * @param release the version of the server that it describes
     * @return the index
     * @throws ApiDocumentException if it is no such document
     * @throws IOException if it cannot be read
     */
    public ApiIndex keep(InputStream document, String release) throws IOException {
        byte[] index = ApiDocument.encode(document, release);
        try {
            write(index, file(release));
        } catch (IOException unwritable) {
            LOG.warn("The API index of Proxmox VE {} cannot be kept: {}", release, unwritable.toString());
        }
        return new ApiIndex(new IndexFile(index));
    }

    private void write(byte[] index, Path file) throws IOException {
        Files.createDirectories(directory, owned("rwx------"));
        Path part = Files.createTempFile(directory, "index", ".part", owned("rw-------"));
        try {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            kept.writeBytes(digest(index));
            kept.writeBytes(index);
            Files.write(part, kept.toByteArray());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private FileAttribute<?>[] owned(String permissions) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private Path file(String release) {
        return directory.resolve("pve-" + release.replaceAll("[^A-Za-z0-9.~-]", "_") + ".index");
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
