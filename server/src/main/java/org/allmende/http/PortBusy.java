// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

/// Another program already listens there.
public final class PortBusy extends RuntimeException {

    private static final long serialVersionUID = 1;

    PortBusy(Listen address, Throwable cause) {
        super("%s:%d is already in use".formatted(address.host(), address.port()), cause);
    }
}
