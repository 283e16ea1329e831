// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Links by which people can join.
record InvitationsPage(Frame frame, Tabs tabs, List<Line> invitations) {

    record Line(String id, String address, String uses, String expires) {}
}
