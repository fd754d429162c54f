package io.github.proxmoxtools.cli.guest;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file that only its owner reads, from its first byte on. */
final class OwnFile {
    private final Path path;
    private final boolean replaces;

    private OwnFile(Path path, boolean replaces) {
        this.path = path;
        this.replaces = replaces;
    }

    /**
     * Takes the file that somebody has named; a regular one that is there will be replaced.
     *
     * @throws InvalidCall if it cannot be written
     */
    static OwnFile named(String name) {
        try {
            return new OwnFile(Path.of(name), true).checked();
        } catch (InvalidPathException e) {
            throw Usage.error("--to: '" + CellText.clean(name) + "' is no name of a file");
        }
    }

    /**
     * Takes a file of this folder that must not be there yet.
     *
     * @throws InvalidCall if it is
     */
    static OwnFile fresh(String name) {
        return new OwnFile(Path.of(name), false).checked();
    }

    private OwnFile checked() {
        boolean isThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (isThere && !replaces) {
            throw Usage.error("'" + shown() + "' is there already", "Name another file, or this one, with --to FILE.");
        }
        if (isThere && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw Usage.error("--to: '" + shown() + "' is no regular file", "Name another one.");
        }
        if (!Files.isWritable(folder())) {
            throw Usage.error("--to: '" + shown() + "' cannot be written: its folder is not there, or not yours to "
                    + "write to", "Name another file.");
        }
        return this;
    }

    private Path folder() {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
    }

    private String shown() {
        return CellText.clean(path.toString());
    }

    /** Writes the whole file, or leaves what was there. */
    String write(String text) {
        try {
            Path part = Files.createTempFile(folder(), ".proxmox", ".part", ownersOnly());
            try {
                Files.writeString(part, text);
                put(part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw Usage.error("--to: '" + shown() + "' cannot be written: "
                    + CellText.clean(String.valueOf(e.getMessage())), "Name a file that you may write.");
        }
        return path.toString();
    }

    private void put(Path part) throws IOException {
        if (replaces) {
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.move(part, path);
        }
    }

    /** Elsewhere the folder's own rules hold. */
    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
