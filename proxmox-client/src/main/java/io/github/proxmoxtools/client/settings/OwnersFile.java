package io.github.proxmoxtools.client.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes files that only their owner can read, as a whole or not at all, also where the power fails meanwhile. */
final class OwnersFile {
    private OwnersFile() {}

    /** Temporary files are readable by their owner alone, and what is moved keeps its permissions. */
    static void replace(Path folder, Path file, List<String> lines) throws IOException {
        Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        try {
            write(temporary, lines);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The content must be on the disk before the name is: else a crash leaves an empty file. */
    private static void write(Path file, List<String> lines) throws IOException {
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        ByteBuffer content = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }
}
