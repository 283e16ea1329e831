// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.activity.Activity;
import org.allmende.activity.Draft;
import org.allmende.activity.Outcome.Cause;
import org.allmende.activity.Profile;
import org.allmende.base.MediaId;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.people.Person;

/// The bounds of what one deed may carry. Members were told theirs while they wrote; strangers get generous ones, so
/// that what is usual elsewhere is not lost here.
final class Content {

    /// A long article with all its markup. More is no post, and every reader of every page would load it.
    static final int HTML_LENGTH_MAX = 1_000_000;

    /// As long as titles get; a warning that must be scrolled warns of nothing.
    static final int SUMMARY_LENGTH_MAX = 10_000;

    /// Each mention is a row, and for members a notification. More names are spam.
    static final int MENTIONS_MAX = 100;

    /// Each tag is a row on a page of its own. More are spam.
    static final int TAGS_MAX = 100;

    /// No known program attaches more.
    static final int STRANGERS_MEDIA_MAX = 32;

    private final MediaLibrary media;

    Content(MediaLibrary media) {
        this.media = media;
    }

    Optional<Judgement> wrong(Person author, Draft draft) {
        var mediaMax = author.local() ? media.bounds().perPostMax() : STRANGERS_MEDIA_MAX;
        var lengths = draft.body().html().length() > HTML_LENGTH_MAX
                || draft.body().source().length() > HTML_LENGTH_MAX
                || draft.summary()
                        .filter(text -> text.length() > SUMMARY_LENGTH_MAX)
                        .isPresent();
        if (lengths) {
            return invalid("post.too_long", "This post is too long.");
        }
        if (draft.mentions().size() > MENTIONS_MAX) {
            return invalid("post.too_many_mentions", "A post can mention at most " + MENTIONS_MAX + " people.");
        }
        if (draft.tags().size() > TAGS_MAX) {
            return invalid("post.too_many_tags", "A post can have at most " + TAGS_MAX + " hashtags.");
        }
        return draft.media().size() > mediaMax
                ? invalid("post.too_many_media", "A post has at most " + mediaMax + " pictures.")
                : Optional.empty();
    }

    Optional<Judgement> wrong(Person reporter, Activity.Report report) {
        if (report.target().equals(reporter.id())) {
            return invalid("report.self", "Nobody reports themselves.");
        }
        if (report.comment().codePointCount(0, report.comment().length()) > Report.COMMENT_LENGTH_MAX) {
            return invalid(
                    "report.too_long", "A report has at most " + Report.COMMENT_LENGTH_MAX + " characters of comment.");
        }
        return report.posts().size() > Report.POSTS_MAX
                ? invalid("report.too_many_posts", "A report names at most " + Report.POSTS_MAX + " posts.")
                : Optional.empty();
    }

    /// Somebody else's picture as an avatar would make its secret address public.
    Optional<Judgement> wrong(Person person, Profile profile) {
        var worn = Stream.concat(profile.avatar().stream(), profile.header().stream())
                .distinct()
                .toList();
        var found = media.find(worn);
        return worn.stream().allMatch(id -> ownedBy(person, id, found.get(id)))
                ? Optional.empty()
                : invalid("media.not_yours", "This picture is not yours.");
    }

    private static boolean ownedBy(Person person, MediaId id, Media found) {
        return found != null && found.id().equals(id) && found.owner().equals(person.id());
    }

    private static Optional<Judgement> invalid(String rule, String reason) {
        return Optional.of(new Judgement.Refuse(Cause.INVALID, rule, reason));
    }
}
