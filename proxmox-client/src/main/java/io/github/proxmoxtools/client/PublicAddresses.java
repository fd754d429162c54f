package io.github.proxmoxtools.client;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to public addresses only.
 *
 * <p>The connection is made to exactly the addresses that were judged here: a name that resolves to another one later
 * changes nothing.
 */
final class PublicAddresses implements DnsResolver {
    private static final DnsResolver NAMES = new InterruptibleNames();
    /** What no public host has: IANA's special-purpose registries, and the metadata service of a cloud. */
    private static final List<Block> SPECIAL = List.of(Block.of("0.0.0.0", 8), Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10), Block.of("127.0.0.0", 8), Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12), Block.of("192.0.0.0", 24), Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24), Block.of("192.168.0.0", 16), Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24), Block.of("203.0.113.0", 24), Block.of("224.0.0.0", 3),
            Block.of("168.63.129.16", 32));
    /** All that is routed on the Internet. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);
    /** Within it: Teredo and other protocol assignments, documentation, and 6to4, which all may lead elsewhere. */
    private static final List<Block> SPECIAL_SIX = List.of(Block.of("2001::", 23), Block.of("2001:db8::", 32),
            Block.of("2002::", 16), Block.of("3fff::", 20));

    /** Addresses with a common beginning. */
    private record Block(BigInteger start, int rest) {
        /** Takes an address in digits: nothing is looked up. */
        static Block of(String literal, int bits) {
            try {
                byte[] address = InetAddress.getByName(literal).getAddress();
                return new Block(new BigInteger(1, address), address.length * Byte.SIZE - bits);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        boolean holds(byte[] address) {
            return new BigInteger(1, address).xor(start).shiftRight(rest).signum() == 0;
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address four -> SPECIAL.stream().noneMatch(block -> block.holds(bytes));
            case Inet6Address six ->
                GLOBAL_UNICAST.holds(bytes) && SPECIAL_SIX.stream().noneMatch(block -> block.holds(bytes));
            default -> false;
        };
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = NAMES.resolve(host);
        InetAddress[] allowed = Arrays.stream(all).filter(PublicAddresses::isPublic).toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw UrlSource.refused(host + " has no public address (it has "
                    + String.join(", ", Arrays.stream(all).map(InetAddress::getHostAddress).toList())
                    + "): private networks and this machine are not fetched from unless that is allowed");
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
