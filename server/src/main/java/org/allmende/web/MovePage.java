// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// The accounts one had elsewhere, and where one has gone.
record MovePage(Frame frame, Tabs tabs, Filled form, Optional<Face> gone) {}
