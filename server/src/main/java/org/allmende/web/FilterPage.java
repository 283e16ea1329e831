// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// One filter to write or change. `path` is where the form goes; `until` says when it ends as it is now.
record FilterPage(
        Frame frame,
        String path,
        boolean fresh,
        Filled form,
        List<Choice> contexts,
        Optional<String> until,
        int picks) {

    record Choice(String value, String label, boolean on) {}
}
