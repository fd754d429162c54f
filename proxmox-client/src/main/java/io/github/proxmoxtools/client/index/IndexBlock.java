package io.github.proxmoxtools.client.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** A block of records; an equal record is stored once. Position 0 is kept for "none". */
final class IndexBlock {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<ByteBuffer, Integer> known = new HashMap<>();

    IndexBlock() {
        bytes.write(0);
    }

    int put(IndexBytes entry) {
        byte[] content = entry.bytes();
        return known.computeIfAbsent(ByteBuffer.wrap(content), unused -> append(content));
    }

    private int append(byte[] content) {
        int position = bytes.size();
        bytes.writeBytes(content);
        return position;
    }

    int length() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
