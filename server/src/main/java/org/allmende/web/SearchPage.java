// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What was looked for, and found.
record SearchPage(Frame frame, String query, List<PersonRow> people, List<String> tags, List<PostCard> posts) {}
