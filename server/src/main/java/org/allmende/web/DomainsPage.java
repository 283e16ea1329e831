// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What may come from which domain.
record DomainsPage(Frame frame, Tabs tabs, Filled form, List<Line> domains) {

    record Line(String domain, String policy, String reason, String note) {}
}
