package io.github.proxmoxtools.simulator.api;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address or a network, checked as the server's own library does.
 *
 * @param text the address, with a prefix when that leaves more than one
 * @param version 4 or 6
 * @param bits the address in binary
 * @param prefix how many of the bits belong to the network
 */
record IpNetwork(String text, int version, String bits, int prefix) {
    private static final Pattern V4 = Pattern
            .compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?=.)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern CIDR = Pattern.compile("([^/]+)(?:/([0-9]{1,3}))?");

    /** A range of which the server says what is wrong with it. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String text) {
            super(text);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    static IpNetwork parse(String text) throws Invalid {
        Matcher match = CIDR.matcher(text);
        if (!match.matches()) {
            throw new Invalid("value does not look like a valid IP address or CIDR network");
        }
        byte[] address = bytes(match.group(1))
                .orElseThrow(() -> new Invalid("value does not look like a valid IP address or CIDR network"));
        int length = address.length * 8;
        int prefix = match.group(2) == null ? length : Integer.parseInt(match.group(2));
        String bits = binary(address, length);
        if (prefix > length) {
            throw new Invalid("Prefix length " + prefix + " is longer than IP address (" + length + ")");
        }
        if (bits.substring(prefix).contains("1")) {
            throw new Invalid("Invalid prefix " + bits + "/" + prefix);
        }
        return new IpNetwork(prefix == length ? match.group(1) : text, length == 32 ? 4 : 6, bits, prefix);
    }

    /** The same as a parameter whose format the schema names. */
    static IpNetwork parameter(String text, String parameter) {
        try {
            return parse(text);
        } catch (Invalid e) {
            throw ApiError.parameter(parameter, "invalid format - " + e.text() + "\n");
        }
    }

    boolean contains(IpNetwork other) {
        return version == other.version && other.bits.startsWith(bits.substring(0, prefix)) && prefix <= other.prefix;
    }

    private static Optional<byte[]> bytes(String address) {
        if (!V4.matcher(address).matches() && !V6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            // Both patterns leave nothing but addresses, so no name is ever looked up.
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String binary(byte[] address, int length) {
        String digits = new BigInteger(1, address).toString(2);
        return "0".repeat(length - digits.length()) + digits;
    }
}
