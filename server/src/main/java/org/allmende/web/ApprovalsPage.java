// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Who waits to be let in.
record ApprovalsPage(Frame frame, Tabs tabs, List<Applicant> applicants) {

    record Applicant(String id, String handle, String since, String email, String reason) {}
}
