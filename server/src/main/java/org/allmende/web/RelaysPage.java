// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Servers that pass on public posts.
record RelaysPage(Frame frame, Tabs tabs, Filled form, List<Line> relays) {

    record Line(String id, String address, String state) {}
}
