package io.github.proxmoxtools.simulator.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the few ASN.1 types that a certificate is made of, in the distinguished encoding (X.690). */
final class Der {
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    /** RFC 5280 wants the short form up to this year, and the long one after it. */
    private static final int LAST_YEAR_OF_UTC_TIME = 2049;
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter GENERALIZED = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);

    private Der() {}

    static byte[] nothing() {
        return new byte[]{5, 0};
    }

    static byte[] sequence(byte[]... members) {
        return tagged(SEQUENCE, concatenated(members));
    }

    static byte[] set(byte[]... members) {
        return tagged(SET, concatenated(members));
    }

    static byte[] yes() {
        return tagged(BOOLEAN, new byte[]{(byte) 0xFF});
    }

    static byte[] integer(BigInteger value) {
        return tagged(INTEGER, value.toByteArray());
    }

    static byte[] bits(byte[] content) {
        return tagged(BIT_STRING, concatenated(new byte[]{0}, content));
    }

    static byte[] octets(byte[] content) {
        return tagged(OCTET_STRING, content);
    }

    static byte[] text(String value) {
        return tagged(UTF8_STRING, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        boolean isShort = time.getYear() <= LAST_YEAR_OF_UTC_TIME;
        String written = (isShort ? UTC : GENERALIZED).format(time);
        return tagged(isShort ? UTC_TIME : GENERALIZED_TIME, written.getBytes(StandardCharsets.US_ASCII));
    }

    /** The field of a structure that stands under its number, with its own tag kept inside. */
    static byte[] explicit(int number, byte[] content) {
        return tagged(CONTEXT | CONSTRUCTED | number, content);
    }

    /** The field of a structure whose number replaces its own tag. */
    static byte[] implicit(int number, byte[] content) {
        return tagged(CONTEXT | number, content);
    }

    static byte[] objectIdentifier(String dotted) {
        String[] arcs = dotted.split("\\.");
        var content = new ByteArrayOutputStream();
        writeBase128(content, Integer.parseInt(arcs[0]) * 40L + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            writeBase128(content, Long.parseLong(arcs[i]));
        }
        return tagged(OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void writeBase128(ByteArrayOutputStream out, long value) {
        int groups = Math.max(1, (63 - Long.numberOfLeadingZeros(value)) / 7 + 1);
        for (int group = groups - 1; group >= 0; group--) {
            int bits = (int) (value >>> (7 * group)) & 0x7F;
            out.write(group == 0 ? bits : bits | 0x80);
        }
    }

    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream(content.length + 6);
        out.write(tag);
        writeLength(out, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int octets = (31 - Integer.numberOfLeadingZeros(length)) / 8 + 1;
        out.write(0x80 | octets);
        for (int octet = octets - 1; octet >= 0; octet--) {
            out.write(length >>> (8 * octet));
        }
    }

    private static byte[] concatenated(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
