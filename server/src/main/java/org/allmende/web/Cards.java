// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.allmende.activity.Piece;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.filters.Filter;
import org.allmende.filters.Filters;
import org.allmende.filters.Match;
import org.allmende.filters.Sieve;
import org.allmende.media.Media;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Exhibit;
import org.allmende.posts.Interaction;
import org.allmende.posts.Poll;
import org.allmende.posts.Post;
import org.allmende.posts.QuoteState;
import org.allmende.posts.Quoted;
import org.allmende.posts.Reaction;
import org.allmende.previews.LinkCard;
import org.allmende.previews.Previews;
import org.allmende.text.Html;
import org.allmende.text.PlainText;
import org.allmende.text.QuoteLink;
import org.allmende.text.Urls;

/// Makes cards of posts: all of a page at once, with one question for faces and one for whom they answer.
final class Cards {

    /// Percent; finer steps cannot be seen.
    private static final int FOCUS_STEP = 5;

    private static final int MIDDLE = 50;

    private final People people;
    private final Previews previews;
    private final Faces faces;
    private final Filters filters;

    Cards(People people, Previews previews, Faces faces, Filters filters) {
        this.people = people;
        this.previews = previews;
        this.faces = faces;
        this.filters = filters;
    }

    PostCard of(Post post, Visit visit) {
        return of(List.of(post), visit).getFirst();
    }

    /// Without what the reader hides there, and with what they want covered covered.
    List<PostCard> of(List<Post> posts, Visit visit, Filter.Context where) {
        return of(kept(posts, visit, where), visit, Optional.of(where));
    }

    /// What of these posts the reader does not hide there.
    List<Post> kept(List<Post> posts, Visit visit, Filter.Context where) {
        var sieve = sieve(visit);
        if (sieve.empty()) {
            return posts;
        }
        var links = previews.of(posts.stream().map(Post::shown).map(Post::id).toList());
        return posts.stream()
                .filter(post -> !Sieve.asks(sieve.of(post, linked(post, links)), Filter.Action.HIDE, where))
                .toList();
    }

    private Sieve sieve(Visit visit) {
        return visit.visitor().map(member -> filters.sieve(member.id())).orElse(Sieve.NOTHING);
    }

    private static String linked(Post post, Map<PostId, LinkCard> links) {
        return Optional.ofNullable(links.get(post.shown().id()))
                .filter(LinkCard::shown)
                .map(card -> card.preview().title())
                .orElse("");
    }

    List<PostCard> of(List<Post> posts, Visit visit) {
        return of(posts, visit, Optional.empty());
    }

    /// As they are, hidden ones folded.
    List<PostCard> of(List<Post> posts, Visit visit, Optional<Filter.Context> where) {
        if (posts.isEmpty()) {
            return List.of();
        }
        var known = new LinkedHashMap<ActorId, Person>();
        var missing = new ArrayList<ActorId>();
        for (var post : posts) {
            var shown = post.shown();
            known.put(post.author().id(), post.author());
            known.put(shown.author().id(), shown.author());
            shown.group().ifPresent(group -> known.put(group.id(), group));
            shown.inReplyToAuthor().ifPresent(missing::add);
            shown.quote().flatMap(Quoted::post).map(Post::author).ifPresent(person -> known.put(person.id(), person));
        }
        missing.removeIf(known::containsKey);
        if (!missing.isEmpty()) {
            known.putAll(people.find(missing));
        }
        var seen = faces.of(known.values());
        var links = links(posts, visit);
        var emojis = faces.emojis(posts);
        var sieve = where.isEmpty() ? Sieve.NOTHING : sieve(visit);
        return posts.stream()
                .map(post -> card(post, cover(sieve.of(post, linked(post, links)), where), seen, links, emojis, visit))
                .toList();
    }

    /// Why a post is folded, and whether its pictures are covered.
    private record Cover(List<String> titles, boolean pictures) {}

    private static Cover cover(List<Match> matches, Optional<Filter.Context> where) {
        return new Cover(
                matches.stream()
                        .map(Match::filter)
                        .filter(filter -> filter.action() != Filter.Action.BLUR)
                        .filter(filter ->
                                where.filter(filter.contexts()::contains).isPresent())
                        .map(Filter::title)
                        .toList(),
                where.filter(place -> Sieve.asks(matches, Filter.Action.BLUR, place))
                        .isPresent());
    }

    // A reader's own warning stands before the author's.
    private static Optional<String> warning(Cover cover, Optional<String> own, Visit visit) {
        if (cover.titles().isEmpty()) {
            return own;
        }
        var filtered = Html.escape(visit.say("post.filtered", String.join(", ", cover.titles())));
        return Optional.of(own.map(text -> filtered + " · " + text).orElse(filtered));
    }

    private static PostCard card(
            Post entry,
            Cover cover,
            Map<ActorId, Face> faces,
            Map<PostId, LinkCard> links,
            EmojiPictures emojis,
            Visit visit) {
        var post = entry.shown();
        var author = faces.get(post.author().id());
        var mine = visit.visitor()
                .map(Member::id)
                .filter(post.author().id()::equals)
                .isPresent();
        return new PostCard(
                entry.id(),
                post.id(),
                author.page() + "/" + post.id(),
                author,
                entry.shared().map(_ -> faces.get(entry.author().id())),
                post.group().map(group -> faces.get(group.id())),
                // Who goes on with their own thought answers nobody.
                post.inReplyToAuthor()
                        .filter(other -> !other.equals(post.author().id()))
                        .map(faces::get),
                visit.words().moment(post.created()),
                post.edited().map(visit.words()::moment),
                post.audience(),
                warning(
                        cover,
                        post.summary().filter(text -> !text.isBlank()).map(text -> emojis.text(text, post.author())),
                        visit),
                post.sensitive() || cover.pictures(),
                Headline.of(post, visit.words()),
                emojis.html(LocalLinks.of(text(post), mentioned(post)), post.author()),
                post.language(),
                post.exhibits().stream().map(Cards::picture).toList(),
                post.poll().map(poll -> poll(poll, mine, title -> emojis.text(title, post.author()), visit)),
                post.reactions().stream().map(one -> button(one, emojis)).toList(),
                Optional.ofNullable(links.get(post.id()))
                        .filter(LinkCard::shown)
                        .map(Cards::linked),
                // Where consent was never asked for, the text names what it speaks of, and that is all.
                post.quote()
                        .filter(quote -> quote.state() == QuoteState.ACCEPTED || !quote.plain())
                        .map(quote -> quote(quote, faces, emojis, visit)),
                new PostCard.Counts(post.replies(), post.shares(), post.likes(), post.quotes()),
                new PostCard.Marks(
                        post.mine().liked(),
                        post.mine().shared(),
                        post.mine().bookmarked(),
                        post.pinned(),
                        post.mine().threadMuted(),
                        mine,
                        shareable(post, mine) && (mine || post.may().possible(Interaction.SHARE)),
                        post.may(),
                        post.awaits().isPresent()));
    }

    // Where the quote itself is shown nobody needs the line that names it.
    private static String text(Post post) {
        return post.quote().flatMap(Quoted::post).isPresent()
                ? QuoteLink.without(post.body().html())
                : post.body().html();
    }

    private static QuoteCard quote(Quoted quote, Map<ActorId, Face> faces, EmojiPictures emojis, Visit visit) {
        var mine = quote.post()
                .filter(post -> visit.visitor()
                        .map(Member::id)
                        .filter(post.author().id()::equals)
                        .isPresent())
                .isPresent();
        return new QuoteCard(quote.state(), quote.post().map(post -> shown(post, faces, emojis, visit)), mine);
    }

    private static QuoteCard.Shown shown(Post post, Map<ActorId, Face> faces, EmojiPictures emojis, Visit visit) {
        var author = faces.get(post.author().id());
        return new QuoteCard.Shown(
                author.page() + "/" + post.id(),
                author,
                visit.words().moment(post.created()),
                post.summary().filter(text -> !text.isBlank()).map(text -> emojis.text(text, post.author())),
                post.sensitive(),
                emojis.html(LocalLinks.of(titled(post), mentioned(post)), post.author()),
                post.language(),
                post.exhibits().stream().map(Cards::picture).toList(),
                post.poll().isPresent());
    }

    private Map<PostId, LinkCard> links(List<Post> posts, Visit visit) {
        var links = previews.of(
                posts.stream().map(Post::shown).map(Post::id).distinct().toList());
        // That a member reads them is a reason to look; passers-by must not make us ask others.
        visit.visitor().ifPresent(_ -> previews.seen(links.values()));
        return links;
    }

    private static PostCard.Linked linked(LinkCard card) {
        var said = card.preview();
        var source = said.provider().isEmpty() ? Urls.domainOf(said.url()).orElse("") : said.provider();
        return new PostCard.Linked(
                said.url(),
                said.title(),
                said.description(),
                said.author().isEmpty() ? source : said.author() + " · " + source,
                card.picture().filter(Media::served).map(media -> Faces.address(media, true)),
                said.pictureText(),
                card.checked());
    }

    private static boolean shareable(Post post, boolean mine) {
        return post.audience().reach().open() || mine && post.audience().reach() == Reach.FOLLOWERS;
    }

    // Whoever mentions themselves is told nothing, and so is not among the mentioned.
    private static List<Person> mentioned(Post post) {
        var people = new ArrayList<>(post.mentions());
        people.add(post.author());
        return people;
    }

    static List<PostCard.Picture> pictures(List<Media> media) {
        return media.stream()
                .map(file -> picture(new Exhibit(file, Optional.empty())))
                .toList();
    }

    private static PostCard.Picture picture(Exhibit exhibit) {
        var media = exhibit.file();
        var poster =
                exhibit.poster().map(picture -> Faces.address(picture, true)).orElse("");
        if (!media.served()) {
            // What we cannot pass on is only linked: a page of ours asks nobody else for anything.
            return new PostCard.Picture(
                    PostCard.Shape.OTHER, "", media.remoteUrl().orElse(""), poster, 0, 0, media.description(), "");
        }
        var shape = switch (media.kind()) {
            case IMAGE -> PostCard.Shape.IMAGE;
            case GIFV -> PostCard.Shape.LOOP;
            case VIDEO -> PostCard.Shape.FILM;
            case AUDIO -> PostCard.Shape.SOUND;
            case UNKNOWN -> PostCard.Shape.OTHER;
        };
        return new PostCard.Picture(
                shape,
                Faces.address(media, true),
                Faces.address(media, false),
                poster,
                media.smallWidth() > 0 ? media.smallWidth() : media.width(),
                media.smallHeight() > 0 ? media.smallHeight() : media.height(),
                media.description(),
                focus(media.focusX(), media.focusY()));
    }

    // No page of ours has styles in its elements, so there is a class for each step.
    static String focus(double x, double y) {
        var right = step((x + 1) / 2);
        var down = step((1 - y) / 2);
        return right == MIDDLE && down == MIDDLE ? "" : "fx" + right + " fy" + down;
    }

    private static long step(double part) {
        return Math.round(part * 100 / FOCUS_STEP) * FOCUS_STEP;
    }

    private static ReactionButton button(Reaction one, EmojiPictures emojis) {
        var code = one.emoji().code();
        return new ReactionButton(code, emojis.sign(one.emoji()), code, one.people(), one.mine());
    }

    private static PollCard poll(Poll poll, boolean mine, UnaryOperator<String> shown, Visit visit) {
        var words = visit.words();
        var counted = !poll.hideTotals() || poll.closed();
        var all = Math.max(1, poll.multiple() ? Math.max(poll.voters(), 1) : poll.votes());
        var choices = new ArrayList<PollCard.Choice>();
        for (int i = 0; i < poll.options().size(); i++) {
            var option = poll.options().get(i);
            choices.add(new PollCard.Choice(
                    shown.apply(option.title()),
                    Math.min(100, Math.round(100.0 * option.votes() / all)),
                    poll.own().contains(i)));
        }
        var mayVote = visit.visitor().isPresent() && !mine && !poll.voted() && !poll.closed();
        var closing = poll.closed()
                ? words.say("poll.closed")
                : poll.closes().map(words::until).orElse("");
        return new PollCard(choices, poll.multiple(), mayVote, counted, poll.voters(), closing);
    }

    static Optional<String> plain(Post post) {
        return Frames.shortened(PlainText.excerpt(titled(post), 200), 300);
    }

    /// The text of a post with its title, where it has one.
    static String titled(Post post) {
        var title = post.piece().map(Piece::title).filter(text -> !text.isEmpty());
        return title.map(text -> "<p>" + Html.escape(text) + "</p>").orElse("")
                + post.body().html();
    }
}
