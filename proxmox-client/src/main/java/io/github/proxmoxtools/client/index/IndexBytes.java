package io.github.proxmoxtools.client.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Bytes with variable-length numbers. */
final class IndexBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    IndexBytes number(int value) {
        int left = value;
        while (left > 0x7f) {
            bytes.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        bytes.write(left);
        return this;
    }

    IndexBytes fixed(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    IndexBytes append(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
