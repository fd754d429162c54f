package io.github.proxmoxtools.tools.audit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that is open for appending, by one at a time, in a thread that nobody interrupts: {@link Undisturbed}.
 *
 * <p>Each write is on the disk when it returns.
 */
final class LogFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final int LONGEST_LINE = 16 << 20;
    private static final int BLOCK = 8192;
    private static final byte[] BEGINNING = ("{\"" + AuditLine.SEQ + "\":").getBytes(StandardCharsets.UTF_8);

    /** A link that takes the place of the log after it was judged is not followed. */
    private static final Set<OpenOption> OPENING = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
            StandardOpenOption.DSYNC, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final FileChannel file;

    private LogFile(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /**
     * How a log ends.
     *
     * @param last the last record that is whole, if there is one
     * @param isDamaged whether something that is no record follows it
     * @param isOpen whether the last line lacks its end
     */
    record End(Optional<AuditLine> last, boolean isDamaged, boolean isOpen) {}

    /** A folder in which everybody may put a link or another file in the place of the log is no place for it. */
    static void judgeFolder(Path log) throws IOException {
        Path folder = log.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(log + ": its folder does not exist");
        }
        if (isWritableByAll(folder.toRealPath())) {
            throw new IOException(folder + " can be written by everybody: no place for an audit log");
        }
    }

    /** Makes the log where there is none. */
    static LogFile open(Path log) throws IOException {
        if (!Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
            create(log);
        }
        if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(log + " is a link or no file");
        }
        if (isWritableByAll(log)) {
            throw new IOException(log + " can be written by everybody");
        }
        return new LogFile(log, FileChannel.open(log, OPENING));
    }

    /** Makes an empty file that those may read and write who may read and write the log. */
    static Path successor(Path log) throws IOException {
        Path made = Files.createTempFile(log.getParent(), log.getFileName().toString(), ".new", forOwnerOnly(log));
        try {
            giveAway(made, log);
            return made;
        } catch (IOException notAllowed) {
            Files.delete(made);
            throw notAllowed;
        }
    }

    /** Only root may give a file to somebody else; whose it is already needs no right. */
    private static void giveAway(Path made, Path log) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(log, PosixFileAttributes.class);
        PosixFileAttributes is = view.readAttributes();
        if (!is.group().equals(wanted.group())) {
            view.setGroup(wanted.group());
        }
        view.setPermissions(wanted.permissions());
        if (!is.owner().equals(wanted.owner())) {
            view.setOwner(wanted.owner());
        }
    }

    private static void create(Path log) throws IOException {
        try {
            Files.createFile(log, forOwnerOnly(log));
            keepEntry(log.resolveSibling(""));
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // Judged below like any other.
        }
    }

    /** A crash must not take away the entry of the folder either; not every system can promise that. */
    private static void keepEntry(Path folder) {
        try (FileChannel entries = FileChannel.open(folder)) {
            entries.force(true);
        } catch (IOException cannotBePromised) {
            LOG.debug("{} is not forced to the disk: {}", folder, cannotBePromised.toString());
        }
    }

    static FileAttribute<?>[] forOwnerOnly(Path log) {
        return log.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private static boolean isWritableByAll(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Reads backwards, so that it costs the same for a log of any length. */
    End end() throws IOException {
        long end = file.size();
        boolean isOpen = end > 0 && bytes(end - 1, end)[0] != '\n';
        boolean isDamaged = false;
        for (long stop = isOpen ? end : end - 1; stop >= 0;) {
            long start = beginningOfLine(stop);
            Optional<AuditLine> line = AuditLine.read(bytes(start, stop));
            if (line.isPresent()) {
                return new End(line, isDamaged, isOpen);
            }
            if (!isDamaged) {
                judgeBeginning();
            }
            isDamaged = true;
            stop = start - 1;
        }
        return new End(Optional.empty(), isDamaged, isOpen);
    }

    /** After a piece of a record, that of a crash, a log goes on; another file is not written to. */
    private void judgeBeginning() throws IOException {
        byte[] beginning = bytes(0, Math.min(file.size(), BEGINNING.length));
        for (int i = 0; i < beginning.length; i++) {
            if (beginning[i] != BEGINNING[i]) {
                throw new IOException(path + " holds something else than an audit log");
            }
        }
    }

    private long beginningOfLine(long stop) throws IOException {
        long start = stop;
        while (start > 0) {
            long from = Math.max(0, start - BLOCK);
            byte[] block = bytes(from, start);
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return from + i + 1;
                }
            }
            start = from;
            if (stop - start > LONGEST_LINE) {
                throw new IOException(path + " holds a line that is too long for an audit log");
            }
        }
        return 0;
    }

    private byte[] bytes(long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException(path + " became shorter while it was read");
            }
        }
        return bytes.array();
    }

    /** What was written in part, because the disk is full, is taken back. */
    void append(AuditLine line, boolean closesLine) throws IOException {
        long end = file.size();
        byte[] bytes = ((closesLine ? "\n" : "") + line.text() + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_LINE) {
            throw new IOException("the record is too long for " + path);
        }
        try {
            write(bytes, end);
        } catch (IOException e) {
            file.truncate(end);
            throw e;
        }
    }

    private void write(byte[] line, long end) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            file.write(bytes, end + bytes.position());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
