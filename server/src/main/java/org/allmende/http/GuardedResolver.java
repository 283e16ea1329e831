// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Looks names up and hands on only addresses that may be connected to. The client connects to these very addresses,
/// so there is no second look-up that could be answered differently.
final class GuardedResolver {

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

    /// An address that nobody has to be asked for.
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+");

    private final OutboundPolicy policy;
    private final Lookup lookup;

    GuardedResolver(OutboundPolicy policy, Lookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
    }

    /// What may be connected to under this name. Looked up within the time that is left, however long it takes.
    List<InetSocketAddress> allowed(String host, int port, Duration left) throws IOException {
        if (host.startsWith("[") || LITERAL.matcher(host).matches()) {
            return allowed(host, port);
        }
        var looking = new FutureTask<>(() -> allowed(host, port));
        Thread.ofVirtual().name("lookup").start(looking);
        try {
            return looking.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("its name is not found in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
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
