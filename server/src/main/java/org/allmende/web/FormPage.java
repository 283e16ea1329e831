// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// A page of settings that is one form.
record FormPage(Frame frame, Tabs tabs, Filled form) {}
