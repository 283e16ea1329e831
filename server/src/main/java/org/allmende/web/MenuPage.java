// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// All ways in the house, for small screens.
record MenuPage(Frame frame) {}
