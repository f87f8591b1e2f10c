package org.tributary.hub.fhir.subscription;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which endpoints the hub calls. A Subscription's endpoint is a stranger's word: without rules it would make the hub
 * call what only the hub can reach. Names are compared as they are written, before anything is looked up; addresses are
 * checked again when a name has been looked up, and the connection goes to just those.
 */
final class TargetRules {

    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*"
            + "[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String LOCALHOST = "localhost";

    private final List<String> names;
    private final List<AddressRange> ranges;

    private TargetRules(List<String> names, List<AddressRange> ranges) {
        this.names = List.copyOf(names);
        this.ranges = List.copyOf(ranges);
    }

    /**
     * @throws IllegalArgumentException
     *             for what is neither a host name nor a range of addresses
     */
    static TargetRules of(List<String> targets) {
        List<String> names = new ArrayList<>();
        List<AddressRange> ranges = new ArrayList<>();
        for (String target : targets) {
            String text = target.strip().toLowerCase(Locale.ROOT);
            Optional<AddressRange> range = AddressRange.parse(text);
            if (range.isPresent()) {
                ranges.add(range.get());
            } else if (text.equals("*") || NAME.matcher(text.startsWith("*.") ? text.substring(2) : text).matches()) {
                names.add(text);
            } else {
                throw new IllegalArgumentException("tributary.subscriptions.targets: '" + target
                        + "' is none of a host name, *.domain, * and a range of addresses such as 10.0.0.0/8");
            }
        }
        if (names.contains(LOCALHOST)) {
            ranges.addAll(AddressRange.LOOPBACK);
        }
        return new TargetRules(names, ranges);
    }

    /**
     * The endpoint that a text names.
     *
     * @throws SubscriptionRefused
     *             when the hub would not call it, whatever its name is looked up to
     */
    URI check(String endpoint) {
        URI uri = parse(endpoint);
        String host = host(uri);
        Optional<InetAddress> literal = AddressRange.literal(host);
        if (literal.isEmpty() && !NAME.matcher(host).matches()) {
            throw new SubscriptionRefused("The endpoint's host is spelt neither as a name nor as a usual address");
        }
        boolean listed = literal.map(this::isListed).orElseGet(() -> isListed(host));
        if (!listed) {
            throw new SubscriptionRefused("The endpoint's host '" + host
                    + "' is not among the targets that this hub's operator has allowed (tributary.subscriptions.targets)");
        }
        boolean loopback = host.equals(LOCALHOST) || literal.map(AddressRange::isLoopback).orElse(false);
        if (!uri.getScheme().equalsIgnoreCase("https") && !loopback) {
            throw new SubscriptionRefused("The endpoint must be an https URL");
        }
        return uri;
    }

    private static URI parse(String endpoint) {
        URI uri;
        try {
            uri = new URI(endpoint);
        } catch (URISyntaxException e) {
            throw new SubscriptionRefused("The endpoint is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
            throw new SubscriptionRefused("The endpoint is not an https URL with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            throw new SubscriptionRefused("The endpoint must have no user, no fragment and a usual port; "
                    + "credentials go into channel.header");
        }
        return uri;
    }

    /** In lower case, without the dot that ends a full name. */
    static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private boolean isListed(InetAddress address) {
        return isInRange(address) || names.contains("*") && AddressRange.isPublic(address);
    }

    private boolean isInRange(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Whether a connection to an address is allowed, once the endpoint is. */
    boolean isOpen(InetAddress address) {
        return AddressRange.isPublic(address) || isInRange(address);
    }

    private boolean isListed(String host) {
        return host.equals(LOCALHOST)
                ? names.contains(LOCALHOST)
                : names.stream()
                        .anyMatch(name -> name.equals("*") || name.equals(host)
                                || name.startsWith("*.") && host.endsWith(name.substring(1)));
    }
}
