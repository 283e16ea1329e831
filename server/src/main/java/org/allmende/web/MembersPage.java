// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Who is at home here, for those who look after the place.
record MembersPage(Frame frame, Tabs tabs, List<PersonRow> people, Pager pager) {}
