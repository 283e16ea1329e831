// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// Says one thing: what went wrong and what to do, or what has been done. `code` is for copying.
record MessagePage(
        Frame frame,
        String heading,
        String text,
        Optional<String> code,
        List<Link> links,
        Optional<String> reference) {}
