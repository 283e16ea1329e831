// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What a visitor sees first.
record StartPage(
        Frame frame, String description, String registration, long members, long written, List<PostCard> posts) {}
