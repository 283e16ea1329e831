// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// A language that can be chosen, by its tag and its name.
record LanguageName(String tag, String name) {}
