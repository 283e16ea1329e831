// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// Explains who sees what.
record AudiencesPage(Frame frame) {}
