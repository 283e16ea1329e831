// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Hashtags: those on the own profile, what could be there too, and those that come home.
record TagsPage(
        Frame frame,
        Tabs tabs,
        Filled form,
        List<String> featured,
        List<String> ideas,
        List<Link> followed,
        Pager pager) {}
