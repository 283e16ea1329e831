// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Asks a member to accept rules and terms that have changed.
record AcceptPage(Frame frame, List<JoinPage.Line> rules, String version) {}
