// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.net.URI;
import java.util.List;

/// Signs an outgoing request. Asked again for every hop of a redirect, because a signature is about one address.
@FunctionalInterface
public interface Signer {

    /// The headers to add to, or to put in place of, those that are there.
    List<Header> sign(String method, URI uri, List<Header> headers, byte[] body);
}
