// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// A time as a page shows it: for machines, in a word, and in full.
record Moment(String iso, String brief, String full) {}
