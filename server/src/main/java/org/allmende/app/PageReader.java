// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.activity.Preview;
import org.allmende.base.Addresses;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.RateLimit;
import org.allmende.http.Response;
import org.allmende.previews.LinkReader;
import org.allmende.text.LinkedPage;
import org.allmende.text.Urls;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Asks for pages that links lead to, and reads what they say of themselves. Nothing of theirs is taken but plain text
/// and the address of one picture.
final class PageReader implements LinkReader {

    /// What we read is in the head; pages with larger ones say nothing that is worth it.
    static final int BYTES_MAX = 512 * 1024;

    /// A handful of links to one site in a moment is a conversation; more is a flood that we have no part in.
    private static final int PER_HOST = 10;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
    private static final Pattern CHARSET =
            Pattern.compile("charset=\"?([A-Za-z0-9._:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private final Outbound outbound;
    private final Addresses addresses;
    private final RateLimit perHost;
    private final ObjectMapper json = new ObjectMapper();

    PageReader(Outbound outbound, Addresses addresses, Clock clock) {
        this.outbound = outbound;
        this.addresses = addresses;
        this.perHost = new RateLimit(PER_HOST, WINDOW, clock);
    }

    @Override
    public Reading read(String url) {
        var host = Urls.domainOf(url);
        if (host.isEmpty() || addresses.ours(url)) {
            return new Reading.Nothing();
        }
        if (!perHost.take(host.get()).allowed()) {
            return new Reading.Later(host.get() + " has been asked often enough for now", WINDOW);
        }
        try {
            var request = OutboundRequest.get(URI.create(url))
                    .header("Accept", "text/html, application/xhtml+xml;q=0.9")
                    .bytesMax(BYTES_MAX)
                    .within(IDLE, TOTAL);
            return read(url, outbound.beginning(request, PAGES));
        } catch (OutboundFailure failure) {
            return failure.worthAnotherTry()
                    ? new Reading.Later(String.valueOf(failure.getMessage()), PAUSE)
                    : new Reading.Nothing();
        }
    }

    private Reading read(String url, Response response) {
        if (response.status() >= 500 || response.status() == 429) {
            return new Reading.Later(url + " answers " + response.status(), PAUSE);
        }
        if (!response.fine() || response.bytes().length == 0) {
            return new Reading.Nothing();
        }
        var charset = response.header("Content-Type")
                .map(CHARSET::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1));
        var from = response.uri().toString();
        var preview = preview(url, from, LinkedPage.read(response.bytes(), charset, from));
        return preview.shown() ? new Reading.Described(preview) : new Reading.Nothing();
    }

    /// What the head leaves out, data for search engines may tell.
    private Preview preview(String url, String from, LinkedPage page) {
        var data = page.scripts().stream()
                .flatMap(this::parsed)
                .filter(PageReader::article)
                .findFirst();
        return new Preview(
                url,
                or(page.title(), () -> text(data, "headline", LinkedPage.TITLE_LENGTH_MAX)),
                or(page.description(), () -> text(data, "description", LinkedPage.DESCRIPTION_LENGTH_MAX)),
                or(page.author(), () -> text(inside(data, "author"), "name", LinkedPage.NAME_LENGTH_MAX)),
                page.authorUrl(),
                or(
                        or(page.provider(), () -> text(inside(data, "publisher"), "name", LinkedPage.NAME_LENGTH_MAX)),
                        () -> Urls.domainOf(url).orElse("")),
                page.picture().or(() -> LinkedPage.web(picture(data), from)),
                page.pictureText(),
                page.language(),
                page.published()
                        .or(() -> Optional.of(text(data, "datePublished", LinkedPage.NAME_LENGTH_MAX)))
                        .flatMap(PageReader::time),
                page.creator());
    }

    private static String or(String known, Supplier<String> otherwise) {
        return known.isBlank() ? otherwise.get() : known;
    }

    private Stream<JsonNode> parsed(String data) {
        try {
            var tree = json.readTree(data);
            var graph = tree.path("@graph").isArray() ? tree.path("@graph") : tree;
            return graph.isArray() ? graph.values().stream() : Stream.of(graph);
        } catch (JacksonException _) {
            return Stream.empty();
        }
    }

    private static boolean article(JsonNode node) {
        return node.path("headline").isString();
    }

    private static Optional<JsonNode> inside(Optional<JsonNode> node, String name) {
        return node.map(one -> one.path(name)).map(one -> one.isArray() ? one.path(0) : one);
    }

    private static String text(Optional<JsonNode> node, String name, int lengthMax) {
        return LinkedPage.line(node.map(one -> one.path(name).asString("")).orElse(""), lengthMax);
    }

    private static String picture(Optional<JsonNode> data) {
        return inside(data, "image")
                .map(image -> image.isString()
                        ? image.stringValue()
                        : image.path("url").asString(""))
                .orElse("");
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant())
                    .filter(when -> when.isAfter(Instant.EPOCH));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
