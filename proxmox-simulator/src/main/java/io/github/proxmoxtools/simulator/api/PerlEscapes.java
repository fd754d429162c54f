package io.github.proxmoxtools.simulator.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Decodes percent signs as the server does: one that starts no pair of hex digits stands for itself. */
final class PerlEscapes {
    private PerlEscapes() {}

    /** Decodes to a text in UTF-8. */
    static String text(String escaped) {
        return new String(bytes(escaped), StandardCharsets.UTF_8);
    }

    /** Decodes to octets, each a character of its own: so the server reads paths. */
    static String octets(String escaped) {
        return new String(bytes(escaped), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String escaped) {
        byte[] in = escaped.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int value = in[i] == '%' && i + 2 < in.length ? pair(in[i + 1], in[i + 2]) : -1;
            out.write(value < 0 ? in[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return out.toByteArray();
    }

    private static int pair(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
