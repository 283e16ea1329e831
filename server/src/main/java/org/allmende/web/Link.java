// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// A place to go to.
record Link(String href, String label) {}
