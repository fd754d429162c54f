package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.TransferException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what comes to where it belongs; a file appears only when it is whole. */
final class DownloadReceiver implements BodyReceiver {
    private final Download download;
    private final String what;
    private final Optional<MessageDigest> digest;
    private long bytes;
    private @Nullable String checksum;

    DownloadReceiver(Download download, String what) {
        this.download = download;
        this.what = what;
        this.digest = download.algorithm().map(ChecksumAlgorithm::digest);
        if (download.target() instanceof Download.Target.ToFile(var file, var replaces) && !replaces
                && Files.exists(file)) {
            throw new TransferException(Reason.TARGET_UNWRITABLE, file + " exists; nothing was asked for", null);
        }
    }

    /** Something that writes. */
    private interface Writing {
        void run() throws IOException;
    }

    Downloaded result() {
        return new Downloaded(bytes, Optional.ofNullable(checksum));
    }

    @Override
    public void receive(InputStream content, long length) throws IOException {
        if (length > download.limit()) {
            throw tooLarge();
        }
        switch (download.target()) {
            case Download.Target.ToStream(var stream) -> copy(content, length, stream);
            case Download.Target.ToFile(var file, var replaces) -> receive(content, length, file, replaces);
        }
    }

    private void receive(InputStream content, long length, Path file, boolean replaces) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path[] part = new Path[1];
        toTarget(() -> part[0] = Files.createTempFile(folder, ".", ".part"));
        try {
            try (OutputStream out = open(part[0])) {
                copy(content, length, out);
                toTarget(out::flush);
            }
            toTarget(() -> move(part[0], file, replaces));
        } finally {
            Files.deleteIfExists(part[0]);
        }
    }

    private OutputStream open(Path part) {
        OutputStream[] out = new OutputStream[1];
        toTarget(() -> out[0] = Files.newOutputStream(part));
        return out[0];
    }

    private static void move(Path part, Path file, boolean replaces) throws IOException {
        if (!replaces) {
            Files.move(part, file);
            return;
        }
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void copy(InputStream content, long length, OutputStream out) throws IOException {
        TransferMeter meter = new TransferMeter(download.listener(), length);
        byte[] buffer = new byte[TransferBuffer.SIZE];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            TransferBuffer.endIfInterrupted();
            int read = count;
            bytes += read;
            if (bytes > download.limit()) {
                throw tooLarge();
            }
            digest.ifPresent(sum -> sum.update(buffer, 0, read));
            toTarget(() -> out.write(buffer, 0, read));
            meter.moved(read);
        }
        compareChecksum();
        meter.end();
    }

    private void compareChecksum() {
        digest.ifPresent(sum -> checksum = HexFormat.of().formatHex(sum.digest()));
        download.expected().filter(expected -> !expected.equals(checksum)).ifPresent(expected -> {
            throw new TransferException(Reason.CHECKSUM,
                    what + ": the checksum is " + checksum + ", not " + expected, null);
        });
    }

    private TransferException tooLarge() {
        return new TransferException(Reason.TOO_LARGE,
                what + ": more than the " + download.limit() + " bytes that were allowed", null);
    }

    /** Keeps trouble with the target apart from trouble with the connection. */
    private void toTarget(Writing writing) {
        try {
            writing.run();
        } catch (java.nio.channels.ClosedByInterruptException interrupted) {
            throw new RequestInterruptedException(what + " was interrupted", false, interrupted);
        } catch (IOException unwritable) {
            throw new TransferException(Reason.TARGET_UNWRITABLE,
                    what + ": what came cannot be written: " + FileSource.problem(unwritable), unwritable);
        }
    }
}
