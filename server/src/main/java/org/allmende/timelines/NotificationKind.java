// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

/// What somebody is told about.
public enum NotificationKind {
    MENTION,
    /// A post by somebody of whom one wants to hear each.
    POST,
    SHARE,
    LIKE,
    /// An emoji under a post of one's own.
    REACTION,
    FOLLOW,
    FOLLOW_REQUEST,
    /// A poll one voted in, or asked, has ended.
    POLL,
    /// A post one shared was edited.
    EDIT,
    /// One's post was quoted.
    QUOTE,
    /// Somebody asks to quote one's post.
    QUOTE_REQUEST,
    /// A post one quoted was edited.
    QUOTED_EDIT,
    /// Somebody wants to answer one's post.
    REPLY_REQUEST,
    LIKE_REQUEST,
    SHARE_REQUEST
}
