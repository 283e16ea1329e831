// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// How we speak TLS with others: only as anybody should today, and only with whoever proves to be the one we asked for.
final class OutboundTls {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /// Sessions are a few kilobytes each, and most hosts are met once in an hour.
    private static final int SESSIONS_MAX = 512;

    private record Terms(SSLContext context, SSLParameters parameters) {}

    private final OutboundPolicy policy;
    private Terms terms;

    OutboundTls(OutboundPolicy policy) {
        this.policy = policy;
    }

    /// Reads the authorities, at the first time: many starts of the program never go out.
    synchronized void prepare() {
        if (terms != null) {
            return;
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, authorities(), null);
            context.getClientSessionContext().setSessionCacheSize(SESSIONS_MAX);
            var parameters = context.getDefaultSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                    .filter(OutboundTls::sound)
                    .toArray(String[]::new));
            // Without this, any valid certificate would do, whomever it names.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            terms = new Terms(context, parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    // The platform leaves out what is broken; this leaves out what is merely old.
    private static boolean sound(String suite) {
        return !suite.endsWith("_SHA") && !suite.endsWith("_MD5") && !suite.startsWith("TLS_RSA_");
    }

    private TrustManager[] authorities() throws GeneralSecurityException {
        if (policy.authorities().isEmpty()) {
            return null;
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(Authorities.with(policy.authorities().get()));
        return factory.getTrustManagers();
    }

    void begin(OutboundLine line, String host, int port) throws IOException {
        Terms agreed;
        synchronized (this) {
            agreed = terms;
        }
        var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        line.secure(agreed.context.getSocketFactory(), agreed.parameters, name, port);
    }
}
