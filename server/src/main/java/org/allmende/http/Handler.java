// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

/// Answers one request. Runs in a thread of its own and may block.
@FunctionalInterface
public interface Handler {

    Answer answer(Request request);
}
