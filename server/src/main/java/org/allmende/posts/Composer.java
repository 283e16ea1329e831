// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.Policy;
import org.allmende.activity.PollDraft;
import org.allmende.activity.Profile;
import org.allmende.activity.Quote;
import org.allmende.base.ActorId;
import org.allmende.database.Setting;
import org.allmende.database.Settings;
import org.allmende.media.MediaLibrary;
import org.allmende.people.ActorKind;
import org.allmende.people.Directory;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.allmende.text.Languages;
import org.allmende.text.Lengths;
import org.allmende.text.Link;
import org.allmende.text.LinkedHtml;
import org.allmende.text.Markdown;
import org.allmende.text.Markup;
import org.allmende.text.PlainText;
import org.allmende.text.QuoteLink;
import org.allmende.text.SafeHtml;
import org.allmende.text.Scan;
import org.allmende.text.Tags;

/// Turns what a member typed into a draft: finds whom it mentions, makes it safe HTML, holds it against the limits.
///
/// It may ask the network for people not yet known here, so it works before and outside of any transaction.
public final class Composer {

    public static final Setting<Integer> LENGTH_MAX = Setting.number("posts.length_max", 5_000);
    public static final Setting<Integer> POLL_OPTIONS_MAX = Setting.number("posts.poll_options_max", 8);
    public static final Setting<Integer> POLL_OPTION_LENGTH_MAX = Setting.number("posts.poll_option_length_max", 100);

    public static final Duration POLL_SHORTEST = Duration.ofMinutes(5);
    public static final Duration POLL_LONGEST = Duration.ofDays(30);

    /// Each unknown handle costs a request to another server.
    private static final int LOOKUPS_MAX = 10;

    private final People people;
    private final Posts posts;
    private final Directory directory;
    private final Settings settings;
    private final Clock clock;
    private final Function<String, String> tagUrl;

    public Composer(
            People people,
            Posts posts,
            Directory directory,
            Settings settings,
            Clock clock,
            Function<String, String> tagUrl) {
        this.people = people;
        this.posts = posts;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        this.tagUrl = tagUrl;
    }

    /// What a member may write here right now.
    public PostBounds bounds() {
        return new PostBounds(
                settings.get(LENGTH_MAX), settings.get(POLL_OPTIONS_MAX), settings.get(POLL_OPTION_LENGTH_MAX));
    }

    /// What members write about themselves: as safe HTML, with links. Nobody is told of a mention in it.
    public Body about(String source) {
        return new Body(html(Markup.scan(source)), source, "text/plain");
    }

    /// A line of the table on a profile. A link in it is not verified yet.
    public Profile.Field field(String name, String source) {
        var html = html(Markup.scan(source));
        // One line of a table is no paragraph.
        var bare = html.startsWith("<p>") && html.endsWith("</p>") && html.indexOf("<p>", 1) < 0
                ? html.substring("<p>".length(), html.length() - "</p>".length())
                : html;
        return new Profile.Field(name, bare, source, Optional.empty());
    }

    private String html(Scan scan) {
        return html(scan, mentioned(scan));
    }

    private String html(Scan scan, Map<Handle, Person> mentioned) {
        return Markup.html(scan, links(mentioned), this::tagged);
    }

    /// A new post.
    public Composition compose(Compose typed) {
        return compose(typed, Set.of(), Optional.empty());
    }

    /// A post written anew: who was mentioned in `before` and still is keeps being reached, and what it quotes stays.
    public Composition recompose(Compose typed, Post before) {
        return compose(
                typed,
                before.mentions().stream().map(Person::id).collect(Collectors.toSet()),
                Optional.of(QuoteLink.in(before.body().html())));
    }

    private Composition compose(Compose typed, Set<ActorId> mentionedBefore, Optional<String> linkBefore) {
        var scan = Markup.scan(words(typed));
        var wrong = firstWrong(
                typed, scan, linkBefore.filter(link -> !link.isEmpty()).isPresent());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        var parent = typed.inReplyTo().flatMap(id -> posts.find(id, Reader.member(typed.author())));
        if (typed.inReplyTo().isPresent() && parent.isEmpty()) {
            return new Composition.Wrong("reply.unknown", "What this answers no longer exists.", 0);
        }
        var quoted = typed.quote()
                .flatMap(id -> posts.find(id, Reader.member(typed.author())))
                .map(Post::shown);
        if (typed.quote().isPresent() && quoted.isEmpty()) {
            return new Composition.Wrong("quote.gone", "What this quotes no longer exists.", 0);
        }
        var mentioned = mentioned(scan);
        var ids = new LinkedHashSet<ActorId>(mentionedBefore);
        mentioned.values().forEach(person -> ids.add(person.id()));
        ids.remove(typed.author());
        var link = linkBefore.orElseGet(() -> quoted.filter(post ->
                        !typed.text().contains(post.url()) && !typed.text().contains(post.uri()))
                .map(post -> QuoteLink.html(post.url()))
                .orElse(""));
        var html = link + (scan.source().isBlank() && !link.isEmpty() ? "" : html(typed, scan, mentioned));
        var audience = audience(typed.audience(), parent, quoted);
        return new Composition.Ready(new Draft(
                        Optional.empty(),
                        new Body(html, typed.text(), typed.format()),
                        typed.summary().map(String::strip).filter(text -> !text.isEmpty()),
                        typed.sensitive()
                                || typed.summary()
                                        .filter(text -> !text.isBlank())
                                        .isPresent(),
                        typed.language().flatMap(Languages::normal),
                        audience,
                        // Who answers a share answers what is shared.
                        parent.map(post -> post.shown().id()),
                        ids,
                        scan.tags().stream().map(Tags::key).collect(Collectors.toSet()),
                        typed.media(),
                        typed.poll().map(Composer::inLines))
                .withGroup(group(audience, parent, mentioned.values()))
                .withQuote(quoted.map(post -> Quote.of(post.id())))
                .withPolicy(Optional.of(
                        audience.reach().open()
                                ? typed.policy()
                                : typed.policy().withQuote(Policy.Rule.NOBODY))));
    }

    // What a reader will read of it, to find names in and to count: tags of HTML are none of that.
    private static String words(Compose typed) {
        return typed.format().equals(Compose.HTML)
                ? PlainText.of(SafeHtml.clean(typed.text())).strip()
                : typed.text();
    }

    private String html(Compose typed, Scan scan, Map<Handle, Person> mentioned) {
        return switch (typed.format()) {
            case Compose.MARKDOWN -> SafeHtml.clean(Markdown.html(typed.text(), links(mentioned), this::tagged));
            case Compose.HTML -> LinkedHtml.html(typed.text(), links(mentioned), this::tagged);
            default -> html(scan, mentioned);
        };
    }

    private static Function<Handle, Optional<Link>> links(Map<Handle, Person> mentioned) {
        return handle ->
                Optional.ofNullable(mentioned.get(handle.key())).map(person -> new Link(person.url(), person.name()));
    }

    private String tagged(String tag) {
        return tagUrl.apply(Tags.key(tag));
    }

    // An answer stays in the group where it was asked; else who names a group speaks in it. What is for a few is in
    // none.
    private static Optional<ActorId> group(Audience audience, Optional<Post> parent, Collection<Person> mentioned) {
        if (!audience.open()) {
            return Optional.empty();
        }
        return parent.isPresent()
                ? parent.get().shown().group().map(Person::id)
                : mentioned.stream()
                        .filter(person -> person.kind() == ActorKind.GROUP && !person.local())
                        .map(Person::id)
                        .min(Comparator.naturalOrder());
    }

    // An option is one line, and travels to other servers by its words.
    private static PollDraft inLines(PollDraft poll) {
        return new PollDraft(
                poll.options().stream()
                        .map(option -> option.strip().replaceAll("\\s+", " "))
                        .toList(),
                poll.multiple(),
                poll.hideTotals(),
                poll.closes(),
                poll.counts(),
                poll.voters());
    }

    // What is said below or about a local-only post stays local as well.
    private static Audience audience(Audience wished, Optional<Post> parent, Optional<Post> quoted) {
        return Stream.concat(parent.stream(), quoted.stream())
                .filter(post -> post.shown().audience().localOnly())
                .findAny()
                .map(_ -> new Audience(wished.reach(), true))
                .orElse(wished);
    }

    private Map<Handle, Person> mentioned(Scan scan) {
        var found = new HashMap<Handle, Person>();
        var lookups = 0;
        for (var handle : scan.handles()) {
            var person = people.byHandle(handle);
            if (person.isEmpty() && !handle.local() && lookups < LOOKUPS_MAX) {
                lookups++;
                person = directory.lookup(handle);
            }
            person.filter(known -> !known.erased() && !known.suspended())
                    .ifPresent(known -> found.put(handle.key(), known));
        }
        return found;
    }

    private Optional<Composition> firstWrong(Compose typed, Scan scan, boolean quotes) {
        int lengthMax = settings.get(LENGTH_MAX);
        int mediaMax = settings.get(MediaLibrary.PER_POST_MAX);
        if (scan.source().isBlank()
                && typed.media().isEmpty()
                && typed.poll().isEmpty()
                && typed.quote().isEmpty()
                && !quotes) {
            return wrong("post.empty", "Write something, or add a picture.", 0);
        }
        if (typed.text().length() > SafeHtml.LENGTH_MAX
                || Lengths.weigh(scan) + typed.summary().map(Lengths::weigh).orElse(0) > lengthMax) {
            return wrong("post.too_long", "A post has at most " + lengthMax + " characters here.", lengthMax);
        }
        if (typed.media().size() > mediaMax) {
            return wrong("post.too_many_media", "A post has at most " + mediaMax + " pictures here.", mediaMax);
        }
        if (typed.poll().isPresent() && !typed.media().isEmpty()) {
            return wrong("post.poll_and_media", "A post has pictures or a poll, not both.", 0);
        }
        return typed.poll().flatMap(this::wrongPoll);
    }

    private Optional<Composition> wrongPoll(PollDraft poll) {
        int optionsMax = settings.get(POLL_OPTIONS_MAX);
        int lengthMax = settings.get(POLL_OPTION_LENGTH_MAX);
        var now = clock.instant();
        if (poll.options().size() > optionsMax) {
            return wrong("poll.too_many_options", "A poll has at most " + optionsMax + " options here.", optionsMax);
        }
        if (poll.options().stream().anyMatch(String::isBlank)) {
            return wrong("poll.empty_option", "Every option of a poll needs a text.", 0);
        }
        if (poll.options().stream().anyMatch(option -> Lengths.weigh(option) > lengthMax)) {
            return wrong("poll.option_too_long", "An option has at most " + lengthMax + " characters here.", lengthMax);
        }
        if (poll.options().stream().map(String::strip).distinct().count()
                < poll.options().size()) {
            return wrong("poll.same_options", "Two options of this poll are the same.", 0);
        }
        var closes = poll.closes();
        if (closes.isEmpty()
                || closes.get().isBefore(now.plus(POLL_SHORTEST).minusSeconds(5))
                || closes.get().isAfter(now.plus(POLL_LONGEST).plusSeconds(5))) {
            return wrong("poll.duration", "A poll runs between 5 minutes and 30 days.", 0);
        }
        return Optional.empty();
    }

    private static Optional<Composition> wrong(String rule, String reason, int bound) {
        return Optional.of(new Composition.Wrong(rule, reason, bound));
    }
}
