// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What the instance is called, and who may join.
record InstancePage(Frame frame, Tabs tabs, Filled form, List<String> registrations) {}
