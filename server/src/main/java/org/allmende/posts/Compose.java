// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;
import org.allmende.activity.PollDraft;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;

/// What a member typed, before it is a draft. `summary` is the content warning; `format` is one of [#FORMATS].
/// `quote` is the post that it quotes, `policy` what others may do with it.
public record Compose(
        ActorId author,
        String text,
        String format,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Optional<PostId> inReplyTo,
        List<MediaId> media,
        Optional<PollDraft> poll,
        Optional<PostId> quote,
        Policy policy) {

    public static final String PLAIN = "text/plain";
    public static final String MARKDOWN = "text/markdown";
    public static final String HTML = "text/html";

    /// In which ways a text can be typed; the first is the usual one.
    public static final List<String> FORMATS = List.of(PLAIN, MARKDOWN, HTML);

    public Compose {
        if (!FORMATS.contains(format)) {
            throw new IllegalArgumentException("not a way to write: " + format);
        }
        media = List.copyOf(media);
    }
}
