// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// Some of the people that an author may mean in a [Policy].
public enum Circle {
    EVERYBODY,
    /// Who follows the author.
    FOLLOWERS,
    /// Whom the author follows.
    FOLLOWED,
    /// Who is mentioned in the post.
    MENTIONED,
    /// People named one by one, in a list that is not kept here: nobody here can tell whether they are among them.
    NAMED
}
