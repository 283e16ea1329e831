// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The shapes of our own addresses, made and read in one place.
///
/// Addresses that others remember hold numbers, never names: people can rename. Pages hold names.
public final class Addresses {

    private static final String ACTORS = "/ap/actors/";
    private static final String POSTS = "/ap/posts/";
    private static final String THREADS = "/ap/threads/";
    private static final String STAMPS = "/ap/stamps/";
    private static final String DEEDS = "/deeds/";

    private final String base;
    private final String authority;
    private final String handles;

    /// `base` is scheme and authority of this instance: `https://example.org`, without a path.
    public Addresses(URI base) {
        this(base, base.getRawAuthority());
    }

    /// `handles` is the domain in the handles of members, where that is another than the server's: `example.org`, while
    /// the server is at `https://social.example.org`.
    public Addresses(URI base, String handles) {
        if (base.getScheme() == null
                || base.getRawAuthority() == null
                || !base.getRawPath().isEmpty()) {
            throw new IllegalArgumentException(base + " is not the scheme and host of an instance");
        }
        this.authority = base.getRawAuthority().toLowerCase(Locale.ROOT);
        this.base = base.getScheme().toLowerCase(Locale.ROOT) + "://" + authority;
        this.handles = handles.toLowerCase(Locale.ROOT);
    }

    public URI base() {
        return URI.create(base);
    }

    /// The host, with its port where it is not the usual one.
    public String authority() {
        return authority;
    }

    /// What handles end with.
    public String handles() {
        return handles;
    }

    /// The domains by which people elsewhere may call members: that of handles, and that of the server.
    public Set<String> domains() {
        return handles.equals(authority) ? Set.of(authority) : Set.of(handles, authority);
    }

    /// `path` begins with a slash.
    public String at(String path) {
        return base + path;
    }

    /// Belongs to this instance, whatever it is.
    public boolean ours(String uri) {
        try {
            var some = new URI(uri);
            return (some.getScheme() + "://" + some.getRawAuthority()).equalsIgnoreCase(base);
        } catch (URISyntaxException _) {
            return false;
        }
    }

    public String handle(String name) {
        return name + "@" + handles;
    }

    public String page(String name) {
        return base + "/@" + name;
    }

    public String page(String name, PostId post) {
        return page(name) + "/" + post;
    }

    public String tag(String tag) {
        return base + "/tags/" + tag;
    }

    public String actor(ActorId actor) {
        return base + ACTORS + actor;
    }

    public Optional<ActorId> actor(String uri) {
        return number(uri, ACTORS, "").map(ActorId::new);
    }

    /// The RSA key of HTTP signatures. Peers expect exactly this fragment.
    public String mainKey(ActorId actor) {
        return actor(actor) + "#main-key";
    }

    /// The Ed25519 key of object proofs.
    public String ed25519Key(ActorId actor) {
        return actor(actor) + "#ed25519-key";
    }

    public String inbox(ActorId actor) {
        return actor(actor) + "/inbox";
    }

    public String sharedInbox() {
        return base + "/ap/inbox";
    }

    public String outbox(ActorId actor) {
        return actor(actor) + "/outbox";
    }

    public String followers(ActorId actor) {
        return actor(actor) + "/followers";
    }

    public Optional<ActorId> followers(String uri) {
        return number(uri, ACTORS, "/followers").map(ActorId::new);
    }

    /// Who follows and is followed back. An address to send to, not to read from.
    public String mutuals(ActorId actor) {
        return actor(actor) + "/mutuals";
    }

    public String following(ActorId actor) {
        return actor(actor) + "/following";
    }

    public String featured(ActorId actor) {
        return actor(actor) + "/featured";
    }

    /// The hashtags on their profile.
    public String featuredTags(ActorId actor) {
        return actor(actor) + "/tags";
    }

    public String post(PostId post) {
        return base + POSTS + post;
    }

    public Optional<PostId> post(String uri) {
        return number(uri, POSTS, "").map(PostId::new);
    }

    /// The activity that brought a post into the world: its Create, or the Announce that is a share.
    public String birth(PostId post) {
        return post(post) + "/activity";
    }

    public Optional<PostId> birth(String uri) {
        return number(uri, POSTS, "/activity").map(PostId::new);
    }

    /// A custom emoji of ours.
    public String emoji(long number) {
        return base + "/ap/emojis/" + number;
    }

    /// A conversation, by the post that began it.
    public String thread(PostId first) {
        return base + THREADS + first;
    }

    public String replies(PostId post) {
        return post(post) + "/replies";
    }

    public String likes(PostId post) {
        return post(post) + "/likes";
    }

    public String shares(PostId post) {
        return post(post) + "/shares";
    }

    /// Where an author here confirms that a post may be quoted.
    public String stamp(long number) {
        return base + STAMPS + number;
    }

    /// Any other thing that an actor did, by a number of its own: a like, a follow, a block.
    public String deed(ActorId actor, long number) {
        return actor(actor) + DEEDS + number;
    }

    public Optional<Deed> deed(String uri) {
        var at = uri.indexOf(DEEDS);
        return at < 0
                ? Optional.empty()
                : actor(uri.substring(0, at))
                        .flatMap(actor ->
                                number(uri.substring(at + DEEDS.length())).map(number -> new Deed(actor, number)));
    }

    /// Who did it, and by which number.
    public record Deed(ActorId actor, long number) {}

    private Optional<Long> number(String uri, String head, String tail) {
        var start = base + head;
        return uri.startsWith(start) && uri.endsWith(tail) && uri.length() > start.length() + tail.length()
                ? number(uri.substring(start.length(), uri.length() - tail.length()))
                : Optional.empty();
    }

    // One address for one thing: what we would not have written (leading zeros) is not ours.
    private static Optional<Long> number(String text) {
        return Ids.parse(text).filter(number -> Long.toString(number).equals(text));
    }
}
