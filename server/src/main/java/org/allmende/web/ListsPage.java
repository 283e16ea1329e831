// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// One's lists of people, and a form for a new one.
record ListsPage(Frame frame, Filled form, List<Link> lists) {}
