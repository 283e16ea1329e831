// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Domains that a member wants nothing to do with.
record AvoidedPage(Frame frame, Tabs tabs, Filled form, List<String> domains, Pager pager) {}
