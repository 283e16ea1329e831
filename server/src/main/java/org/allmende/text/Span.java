// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

/// A part of a member's text that is more than text. `start` and `end` are offsets into the scanned source.
public sealed interface Span {

    int start();

    int end();

    record Mention(int start, int end, Handle handle) implements Span {}

    /// A hashtag; `name` as typed, without the `#`.
    record Tag(int start, int end, String name) implements Span {}

    /// A web address; `url` is its normal spelling.
    record Address(int start, int end, String url) implements Span {}
}
