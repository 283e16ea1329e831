// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// Where one shows the second factor, with the ticket that the password has brought.
record CodePage(Frame frame, Filled form, String ticket, String next) {}
