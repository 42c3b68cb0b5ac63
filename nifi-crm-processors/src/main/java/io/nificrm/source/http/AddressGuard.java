package io.nificrm.source.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Keeps the fetching of addresses that other people wrote (feeds, redirects) out of the private network.
 *
 * <p>A host passes only if every address its name resolves to is public (IANA special-purpose registries, RFC 6890). The
 * check runs right before each connection, redirects included. The connection resolves the name again through the JVM's
 * address cache, which holds the checked answer (30 seconds unless {@code networkaddress.cache.ttl} is set to 0), so that
 * a name server cannot answer the two lookups differently. Through a proxy it is the proxy that resolves: then a name this
 * machine cannot resolve passes, and the proxy's own rules apply.
 */
final class AddressGuard {

    private final boolean privateAddressesAllowed;
    private final boolean proxyResolves;

    AddressGuard(boolean privateAddressesAllowed, boolean proxyResolves) {
        this.privateAddressesAllowed = privateAddressesAllowed;
        this.proxyResolves = proxyResolves;
    }

    void check(URI uri) throws RefusedAddressException, UnknownHostException {
        String scheme = uri.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
            throw new RefusedAddressException(
                    SecretFreeUri.of(uri) + " is not an http or https address, and nothing else is fetched");
        }
        if (uri.getHost() == null) {
            throw new RefusedAddressException(SecretFreeUri.of(uri) + " names no host");
        }
        if (!privateAddressesAllowed) {
            checkPublic(uri.getHost());
        }
    }

    private void checkPublic(String host) throws RefusedAddressException, UnknownHostException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            if (proxyResolves) {
                return;
            }
            throw e;
        }
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new RefusedAddressException(host + " is at the private address " + address.getHostAddress()
                        + "; set Allow Private Addresses to true if it is yours and meant");
            }
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address v4 -> isPublicV4(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublicV4(byte[] octets) {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        int third = octets[2] & 0xff;
        boolean thisNetwork = first == 0;
        boolean sharedByCarriers = first == 100 && second >= 64 && second < 128;
        boolean protocolAssignments = first == 192 && second == 0 && third == 0;
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        boolean reserved = first >= 240;
        return !(thisNetwork || sharedByCarriers || protocolAssignments || benchmarks || reserved);
    }

    /** Global unicast is 2000::/3; of it 6to4 (2002::/16) and Teredo (2001::/32) can carry a private IPv4 address inside. */
    private static boolean isPublicV6(byte[] octets) {
        int prefix = ((octets[0] & 0xff) << 8) | (octets[1] & 0xff);
        boolean globalUnicast = (octets[0] & 0xe0) == 0x20;
        boolean sixToFour = prefix == 0x2002;
        boolean teredo = prefix == 0x2001 && octets[2] == 0 && octets[3] == 0;
        return globalUnicast && !sixToFour && !teredo;
    }
}
