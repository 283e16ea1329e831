// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// The second factor: off, being set up, or on. `codes` are shown once, when they are made.
record SecondPage(Frame frame, Tabs tabs, Filled form, Optional<Making> making, Optional<On> on, List<String> codes) {

    /// `shape` and `size` are the picture of the address: what is dark in it, in squares.
    record Making(String secret, String address, String shape, int size) {}

    record On(String since, long codesLeft) {}
}
