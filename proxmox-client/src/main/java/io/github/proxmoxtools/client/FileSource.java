package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** A file to send. */
record FileSource(Path file) implements UploadSource {
    private record Version(long length, FileTime modified, @Nullable Object key) {}

    @Override
    public String name() {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    @Override
    public long length() throws IOException {
        return attributes().size();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public Object version() throws IOException {
        BasicFileAttributes attributes = attributes();
        return new Version(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }

    private BasicFileAttributes attributes() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("it is no regular file");
        }
        return attributes;
    }

    /** Says what is wrong with a file; the JDK's own messages are often its name alone. */
    static String problem(IOException problem) {
        return switch (problem) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "access is denied";
            case FileAlreadyExistsException exists -> "its place is taken";
            default -> String.valueOf(problem.getMessage());
        };
    }
}
