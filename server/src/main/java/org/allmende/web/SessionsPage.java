// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Where one is logged in.
record SessionsPage(Frame frame, Tabs tabs, List<Browser> sessions, List<Used> apps) {

    record Browser(String id, String browser, String since, String seen, boolean here) {}

    record Used(String id, String name, String since, String may) {}
}
