package org.tributary.hub.fhir.subscription;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A range of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param bits
 *            how many leading bits an address has in common with the network
 */
record AddressRange(InetAddress network, int bits) {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** Loopback: this machine. */
    static final List<AddressRange> LOOPBACK = ranges("127.0.0.0/8", "::1/128");

    /** What is not one public host: IANA's special-purpose registries for IPv4 and IPv6, and multicast. */
    private static final List<AddressRange> SPECIAL = ranges("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10",
            "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            // Of IPv6 only 2000::/3 is given out as public addresses; within it, tunnels could lead anywhere.
            "::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    static boolean isPublic(InetAddress address) {
        return SPECIAL.stream().noneMatch(range -> range.contains(address));
    }

    static boolean isLoopback(InetAddress address) {
        return LOOPBACK.stream().anyMatch(range -> range.contains(address));
    }

    /** A range or a single address; empty for anything else, which is never looked up. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> network = literal(slash < 0 ? text : text.substring(0, slash));
        if (network.isEmpty()) {
            return Optional.empty();
        }
        int length = network.get().getAddress().length * 8;
        if (slash < 0) {
            return Optional.of(new AddressRange(network.get(), length));
        }
        String bits = text.substring(slash + 1);
        return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= length
                ? Optional.of(new AddressRange(network.get(), Integer.parseInt(bits)))
                : Optional.empty();
    }

    /** An address in its usual spelling: four decimal numbers, or IPv6 with or without brackets. */
    static Optional<InetAddress> literal(String text) {
        boolean v4 = V4.matcher(text).matches();
        String v6 = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!v4 && !(v6.indexOf(':') >= 0 && v6.matches("[0-9A-Fa-f:.]{2,45}"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(v4 ? text : v6));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(text -> parse(text).orElseThrow()).toList();
    }
}
