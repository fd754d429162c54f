package io.github.proxmoxtools.simulator.api;

import java.util.Arrays;

/** Finds a short sequence in large buffers, mostly by skipping (Horspool). */
final class ByteSearch {
    private final byte[] wanted;
    private final int[] skips = new int[256];

    ByteSearch(byte[] wanted) {
        this.wanted = wanted.clone();
        int last = wanted.length - 1;
        Arrays.fill(skips, wanted.length);
        for (int i = 0; i < last; i++) {
            skips[wanted[i] & 0xFF] = last - i;
        }
    }

    /** Where it begins within the first {@code length} bytes, -1 when it is not there. */
    int find(byte[] in, int length) {
        int last = wanted.length - 1;
        for (int end = last; end < length; end += skips[in[end] & 0xFF]) {
            int start = end - last;
            if (Arrays.equals(in, start, end + 1, wanted, 0, wanted.length)) {
                return start;
            }
        }
        return -1;
    }
}
