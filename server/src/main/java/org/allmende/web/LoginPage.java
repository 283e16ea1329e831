// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// Where one logs in, and goes on to `next`.
record LoginPage(Frame frame, Filled form, String next) {}
