// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// One of several rooms beside each other.
record Choice(String href, String label, boolean here) {}
