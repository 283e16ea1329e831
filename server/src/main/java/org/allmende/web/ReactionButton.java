// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// An emoji that can be put under a post, or stands there. `code` is what the button sends, `html` (safe) what it
/// shows, `label` what is read aloud.
record ReactionButton(String code, String html, String label, long people, boolean mine) {}
