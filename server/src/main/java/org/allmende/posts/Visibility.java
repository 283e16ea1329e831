// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// The one rule of who may see a post, as a piece of SQL over the table `post p`.
///
/// It needs `:reader`, their number, and `:member`, whether they belong here. Everything that returns posts contains
/// it.
///
/// Each question ends in `LIMIT 1 OFFSET 0`. That changes no answer, but without it PostgreSQL turns the questions into
/// joins, guesses that nothing is left after them, and reads all posts of an author to sort them for one page.
final class Visibility {

    static final String VISIBLE = """
            p.deleted_at IS NULL
            AND (NOT p.local_only OR :member)
            AND NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = p.author
                            AND (a.suspended_at IS NOT NULL OR a.erased_at IS NOT NULL) LIMIT 1 OFFSET 0)
            AND (p.awaits IS NULL OR p.awaits = :reader OR p.author = :reader)
            AND (p.reach IN ('PUBLIC', 'UNLISTED')
                 OR p.author = :reader
                 OR EXISTS (SELECT 1 FROM post_mention m WHERE m.post = p.id AND m.actor = :reader LIMIT 1 OFFSET 0)
                 OR (p.reach IN ('FOLLOWERS', 'MUTUALS')
                     AND EXISTS (SELECT 1 FROM follow f WHERE f.follower = :reader AND f.followed = p.author
                                 AND f.state = 'ACCEPTED' LIMIT 1 OFFSET 0)
                     AND (p.reach = 'FOLLOWERS'
                          OR EXISTS (SELECT 1 FROM follow g WHERE g.follower = p.author AND g.followed = :reader
                                     AND g.state = 'ACCEPTED' LIMIT 1 OFFSET 0))))
            AND NOT EXISTS (SELECT 1 FROM block b WHERE b.actor = p.author AND b.target = :reader LIMIT 1 OFFSET 0)
            AND NOT EXISTS (SELECT 1 FROM avoided_domain v JOIN actor s ON s.domain = v.domain
                            WHERE v.actor = p.author AND s.id = :reader LIMIT 1 OFFSET 0)
            """;

    /// Whom the reader does not want to come across: muted, blocked, or of a domain they avoid. For timelines; a
    /// profile is opened on purpose.
    static final String WANTED = """
            NOT EXISTS (SELECT 1 FROM mute u WHERE u.actor = :reader AND u.target = p.author
                        AND (u.until IS NULL OR u.until > :now) LIMIT 1 OFFSET 0)
            AND NOT EXISTS (SELECT 1 FROM block w WHERE w.actor = :reader AND w.target = p.author LIMIT 1 OFFSET 0)
            AND NOT EXISTS (SELECT 1 FROM avoided_domain x JOIN actor y ON y.domain = x.domain
                            WHERE x.actor = :reader AND y.id = p.author LIMIT 1 OFFSET 0)
            """;

    private Visibility() {}
}
