package io.github.proxmoxtools.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Percent-encoding that leaves only the unreserved characters of RFC 3986 as they are.
 *
 * <p>Proxmox VE cuts a form value off at a raw {@code =}, and takes a raw {@code ;} for {@code &}: nothing less strict
 * will do.
 */
final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            append(encoded, octet & 0xFF);
        }
        return encoded.toString();
    }

    static String decode(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '%') {
                octets.write(octetAt(text, index + 1));
                index += 2;
            } else {
                int end = Character.isHighSurrogate(character) && index + 1 < text.length() ? index + 2 : index + 1;
                octets.writeBytes(text.substring(index, end).getBytes(StandardCharsets.UTF_8));
                index = end - 1;
            }
        }
        return utf8(octets.toByteArray(), text);
    }

    /** Joins {@code name=value} pairs with {@code &}, in the order given. */
    static String form(List<Parameter> parameters) {
        StringBuilder form = new StringBuilder();
        for (Parameter parameter : parameters) {
            if (!form.isEmpty()) {
                form.append('&');
            }
            form.append(encode(parameter.name())).append('=').append(encode(parameter.value()));
        }
        return form.toString();
    }

    private static void append(StringBuilder encoded, int octet) {
        if (isUnreserved(octet)) {
            encoded.append((char) octet);
        } else {
            encoded.append('%').append(HEX[octet >> 4]).append(HEX[octet & 0xF]);
        }
    }

    private static boolean isUnreserved(int octet) {
        boolean letter = Character.toLowerCase(octet) >= 'a' && Character.toLowerCase(octet) <= 'z' && octet < 128;
        boolean digit = octet >= '0' && octet <= '9';
        return letter || digit || octet == '-' || octet == '.' || octet == '_' || octet == '~';
    }

    private static int octetAt(String text, int index) {
        if (index + 2 <= text.length()) {
            int high = Character.digit(text.charAt(index), 16);
            int low = Character.digit(text.charAt(index + 1), 16);
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw new IllegalArgumentException("'%' is not followed by two hex digits in: " + text);
    }

    private static String utf8(byte[] octets, String text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("the percent-encoded text is not UTF-8: " + text, notUtf8);
        }
    }
}
