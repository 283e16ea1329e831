// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// How a list works, and who is on it.
record ListPage(Frame frame, String path, Filled form, List<PersonRow> people, Pager pager) {}
