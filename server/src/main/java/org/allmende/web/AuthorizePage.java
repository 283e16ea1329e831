// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where one lets an app in: `may` says in words what it asks for.
record AuthorizePage(
        Frame frame,
        String app,
        Optional<String> website,
        List<String> may,
        String returns,
        Map<String, String> carried) {}
