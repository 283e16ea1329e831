// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/// Looks names up and hands on only addresses that may be connected to. The client connects to these very addresses,
/// so there is no second look-up that could be answered differently.
final class GuardedResolver implements SocketAddressResolver {

    /// The policy forbids an address behind the name.
    static final class Forbidden extends IOException {

        private static final long serialVersionUID = 1;

        Forbidden(String message) {
            super(message);
        }
    }

    /// Asks for the addresses of a name: the platform's resolver, or a scripted one.
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final OutboundPolicy policy;
    private final Lookup lookup;

    GuardedResolver(OutboundPolicy policy, Lookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        // A look-up may block for long; the request's own deadline must go on counting meanwhile.
        Thread.ofVirtual().name("lookup").start(() -> {
            try {
                promise.succeeded(allowed(host, port));
            } catch (IOException e) {
                promise.failed(e);
            }
        });
    }

    private List<InetSocketAddress> allowed(String host, int port) throws Forbidden, UnknownHostException {
        var allowed = new ArrayList<InetSocketAddress>();
        for (var address : lookup.addresses(host)) {
            // One forbidden address condemns the name: it would only be a matter of trying again.
            var refusal = policy.refusal(host, port, address);
            if (refusal.isPresent()) {
                throw new Forbidden(refusal.get());
            }
            allowed.add(new InetSocketAddress(address, port));
        }
        return allowed;
    }
}
