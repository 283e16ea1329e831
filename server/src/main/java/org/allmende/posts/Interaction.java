// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// What others do with a post, and its author can rule about.
public enum Interaction {
    QUOTE,
    REPLY,
    LIKE,
    SHARE
}
