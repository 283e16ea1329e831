// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.activity.Piece;
import org.allmende.text.Html;
import org.allmende.text.PlainText;

/// Which kind of thing a foreign post is, with its title, and the text below it.
///
/// Notes are what they are. A note with a title, as forums send it, is an article. What BookWyrm calls a review, a
/// comment or a quotation is about a book, which is told below the text.
final class WirePiece {

    /// Longer ones are texts.
    private static final int TITLE_LENGTH_MAX = 500;

    private static final int STARS_MAX = 5;
    private static final int QUOTATION_LENGTH_MAX = 20_000;
    private static final int BOOKS_MAX = 5;

    /// What each type is for a reader. The first that an object has decides.
    private enum Type {
        NOTE("Note", null),
        QUESTION("Question", null),
        LETTER("ChatMessage", null),
        COMMENT("Comment", null),
        QUOTATION("Quotation", null),
        GENERATED_NOTE("GeneratedNote", null),
        REVIEW("Review", Piece.Kind.ARTICLE),
        RATING("Rating", null),
        ARTICLE("Article", Piece.Kind.ARTICLE),
        PAGE("Page", Piece.Kind.PAGE),
        DOCUMENT("Document", Piece.Kind.PAGE),
        IMAGE("Image", Piece.Kind.IMAGE),
        AUDIO("Audio", Piece.Kind.AUDIO),
        EPISODE("PodcastEpisode", Piece.Kind.AUDIO),
        VIDEO("Video", Piece.Kind.VIDEO),
        EVENT("Event", Piece.Kind.EVENT);

        private final String word;
        private final Piece.Kind kind;

        Type(String word, Piece.Kind kind) {
            this.word = word;
            this.kind = kind;
        }

        private static Optional<Type> of(WireJson json) {
            var types = json.types();
            return Stream.of(values()).filter(type -> types.contains(type.word)).findFirst();
        }
    }

    private WirePiece() {}

    static boolean known(WireJson json) {
        return Type.of(json).isPresent();
    }

    /// Is said as it stands: its summary is a warning, and its name a vote or a title.
    static boolean note(WireJson json) {
        return Type.of(json).filter(type -> type.kind == null).isPresent();
    }

    /// Meant for those alone whom it names, whatever its addressing says.
    static boolean letter(WireJson json) {
        return Type.of(json).filter(Type.LETTER::equals).isPresent();
    }

    static Optional<Piece> read(WireJson json, String content) {
        var title = WireText.line(json, "name", TITLE_LENGTH_MAX);
        var kind = Type.of(json).flatMap(type -> Optional.ofNullable(type.kind));
        if (kind.isEmpty()) {
            return title.filter(text -> !content.isEmpty() && !begins(content, text))
                    .map(text -> Piece.of(Piece.Kind.ARTICLE, text));
        }
        var occasion =
                Optional.of(json).filter(_ -> kind.get() == Piece.Kind.EVENT).flatMap(WireOccasion::read);
        return Optional.of(new Piece(kind.get(), title.orElse(""), occasion));
    }

    // Some repeat the beginning of a note as its name.
    private static boolean begins(String content, String title) {
        return PlainText.of(content).replaceAll("\\s++", " ").startsWith(title.replaceFirst("(?:…|\\.\\.\\.)$", ""));
    }

    /// The text, with what belongs to it beside its content.
    static String html(WireJson json, String content, String url) {
        var type = Type.of(json).orElseThrow();
        var parts = new ArrayList<String>();
        if (type == Type.QUOTATION) {
            json.text("quote", QUOTATION_LENGTH_MAX)
                    .filter(words -> !words.isBlank())
                    .ifPresent(words -> parts.add("<blockquote>" + words + "</blockquote>"));
        }
        rating(json).ifPresent(parts::add);
        parts.add(type.kind != null && content.isEmpty() ? beginning(json) : content);
        books(json).forEach(parts::add);
        if (type.kind != null) {
            about(json, url)
                    .map(link -> WireText.paragraph(WireText.link(link)))
                    .ifPresent(parts::add);
        }
        return String.join("", parts);
    }

    // A summary that says the title again, and its hashtags, says nothing. What has no text of its own may have a
    // description, or show how it would look as a note.
    private static String beginning(WireJson json) {
        return WireText.line(json, "summary", WireNote.SUMMARY_LENGTH_MAX)
                .filter(text -> WireText.line(json, "name", TITLE_LENGTH_MAX)
                        .filter(text::startsWith)
                        .isEmpty())
                .map(text -> text.indexOf('<') < 0 ? WireText.paragraph(Html.escape(text)) : text)
                .or(() -> json.object("description")
                        .map(text -> WireText.read(text).html()))
                .or(() -> json.object("preview")
                        .filter(preview -> preview.is("Note"))
                        .map(preview -> WireText.read(preview).html()))
                .orElse("");
    }

    private static Optional<String> rating(WireJson json) {
        return json.value("rating")
                .filter(value -> value.isNumber() && value.doubleValue() > 0 && value.doubleValue() <= STARS_MAX)
                .map(value -> (int) Math.round(value.doubleValue()))
                .map(stars -> WireText.paragraph("★".repeat(stars) + "☆".repeat(STARS_MAX - stars)));
    }

    private static List<String> books(WireJson json) {
        var named = json.objects("tag")
                .filter(tag -> tag.is("Book") || tag.is("Edition"))
                .limit(BOOKS_MAX)
                .flatMap(tag -> tag
                        .address("href")
                        .map(href -> WireText.link(
                                href,
                                WireText.line(tag, "name", TITLE_LENGTH_MAX).orElse(href)))
                        .stream());
        var answered = json.address("inReplyToBook").map(WireText::link).stream();
        return Stream.concat(named, answered).map(WireText::paragraph).toList();
    }

    // Lemmy attaches what a page is about, lotide and Friendica give its address as their own.
    private static Optional<String> about(WireJson json, String url) {
        return Stream.concat(links(json), json.page().stream())
                .filter(link -> !link.equals(url))
                .findFirst();
    }

    /// Links to what can only be read elsewhere.
    static Stream<String> links(WireJson json) {
        return json.objects("attachment")
                .filter(attachment -> attachment.is("Link"))
                .filter(attachment ->
                        WirePicture.read(attachment).filter(WireFiles::playable).isEmpty())
                .flatMap(link -> link.links("href"))
                .map(WireJson.Link::href);
    }
}
