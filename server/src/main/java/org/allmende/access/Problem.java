// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

/// What is wrong with one field of a form, as a sentence that says what to do. An empty field means the whole form.
public record Problem(String field, String message) {}
