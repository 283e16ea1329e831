// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Files to take along and to bring, and what became of those that were brought.
record LuggagePage(Frame frame, Tabs tabs, Filled form, List<Trunk> trunks) {

    record Trunk(String title, String state, List<String> failures) {}
}
