// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What somebody filters.
record FiltersPage(Frame frame, Tabs tabs, List<Line> filters) {

    record Line(String path, String title, String what, String where) {}
}
