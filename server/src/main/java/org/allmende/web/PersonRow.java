// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// A person in a list, and what can be done about them there.
record PersonRow(Face face, String text, List<Deed> deeds) {

    record Deed(String action, String label, boolean quiet) {}
}
