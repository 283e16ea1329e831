// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// The names that a member has proved, and a form for one more. `pattern` is what is to be signed.
record IdentitiesPage(Frame frame, Tabs tabs, Filled form, List<String> proved, String pattern, int max) {

    IdentitiesPage {
        proved = List.copyOf(proved);
    }
}
