// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What is kept of what others show, and how much there is of it, in megabytes.
record StoragePage(Frame frame, Tabs tabs, Filled form, List<String> choices, long kept) {}
