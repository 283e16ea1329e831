// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// A new password for somebody who forgot theirs and was given a link.
record ResetPage(Frame frame, String action, Filled form) {}
