// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// Who a person is. `bio` is safe HTML; `elsewhere` is the page at their home, `notes` what readers should know of
/// them, `moved` where they have gone.
record ProfileHead(
        Face face,
        String fullHandle,
        String uri,
        String header,
        String bio,
        List<Line> fields,
        long posts,
        long following,
        long followers,
        Optional<String> since,
        Optional<String> elsewhere,
        Optional<String> notes,
        Optional<Face> moved,
        Bond bond,
        Optional<String> domain,
        boolean mine,
        List<String> identities) {

    /// Both texts are safe HTML.
    record Line(String name, String html, boolean verified) {}
}
