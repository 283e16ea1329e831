// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import org.allmende.base.MediaId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Reel;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.media.Film;
import org.allmende.media.Opened;
import org.allmende.media.Size;
import org.allmende.media.StoredFile;

/// Files: our own, the media of posts, and those that browsers and robots look for.
final class FilePages {

    /// A medium is what it is stored as and nothing else, whatever a browser makes of its content.
    private static final String CAGE = "sandbox; default-src 'none'";

    /// What a browser may show by itself. Everything else is for saving.
    private static final List<String> SHOWN = List.of("image/", "video/", "audio/");

    /// As long as a turn takes to come.
    private static final String BUSY_SECONDS = "30";

    private final Hall hall;
    private final Assets assets;

    FilePages(Hall hall, Assets assets) {
        this.hall = hall;
        this.assets = assets;
    }

    void mount(Routes routes) {
        routes.get("/assets/{file}", this::asset)
                .get(
                        "/favicon.ico",
                        _ -> served(assets.named("logo.svg")).header("Cache-Control", "public, max-age=86400"))
                .get("/media/{id}/{secret}/{size}", this::medium)
                .get("/robots.txt", _ -> robots())
                .get("/manifest.webmanifest", _ -> manifest())
                .get("/.well-known/change-password", _ -> Answer.redirect(302, "/settings/password"));
    }

    private Answer asset(Request request) {
        return assets.find(request.path("file"))
                .map(asset -> served(asset).immutable())
                .orElseThrow(Fault::missing);
    }

    private static Answer served(Assets.Asset asset) {
        return caged(Answer.bytes(200, asset.contentType(), asset.bytes()));
    }

    private Answer medium(Request request) {
        var size = switch (request.path("size")) {
            case "original" -> Size.ORIGINAL;
            case "small" -> Size.SMALL;
            default -> throw Fault.missing();
        };
        return MediaId.parse(request.path("id"))
                .flatMap(id -> hall.rooms().media().open(id, request.path("secret"), size))
                .map(opened -> sent(request, opened))
                .orElseThrow(Fault::missing);
    }

    private static Answer sent(Request request, Opened opened) {
        return switch (opened) {
            case StoredFile(var path, var mime, var bytes) ->
                disposed(caged(Answer.file(path, mime)), mime)
                        .etag(version(request, bytes))
                        .immutable();
            case Film film -> passed(request, film);
            case Opened.Busy() ->
                caged(Answer.text(503, "Too many are asking at the moment. Please try again soon.\n"))
                        .header("Retry-After", BUSY_SECONDS)
                        .header("Cache-Control", "no-store");
        };
    }

    private static Answer passed(Request request, Film film) {
        var answer = disposed(caged(Answer.reel(new Passing(film), film.mime())), film.mime())
                // What lies at its home may be another film tomorrow.
                .header("Cache-Control", "public, max-age=3600");
        return film.length().isPresent()
                ? answer.etag(version(request, film.length().getAsLong()))
                : answer;
    }

    // The same for a film that is on its way and for the copy that it becomes, so that players go on where they were.
    private static String version(Request request, long bytes) {
        return request.path("id") + "-" + Long.toHexString(bytes);
    }

    private record Passing(Film film) implements Reel {

        @Override
        public OptionalLong length() {
            return film.length();
        }

        @Override
        public void copy(long from, long length, OutputStream out) throws IOException {
            film.copy(from, length, out);
        }
    }

    /// No name: a stranger's would stand in the reader's folder.
    private static Answer disposed(Answer answer, String mime) {
        var shown = SHOWN.stream().anyMatch(mime::startsWith) && !mime.contains("svg");
        return answer.header("Content-Disposition", shown ? "inline" : "attachment");
    }

    private static Answer caged(Answer answer) {
        return answer.header("Content-Security-Policy", CAGE)
                .header("X-Content-Type-Options", "nosniff")
                // Apps in browsers show them on pages of their own.
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("Access-Control-Allow-Origin", "*");
    }

    private static Answer robots() {
        return Answer.text(200, """
                        User-agent: *
                        Disallow: /api/
                        Disallow: /oauth/
                        Disallow: /search
                        Disallow: /compose
                        Disallow: /settings
                        Disallow: /house
                        Disallow: /people/
                        Disallow: /posts/
                        Disallow: /authorize_interaction
                        Disallow: /intents/
                        Disallow: /elsewhere/
                        """).header("Cache-Control", "public, max-age=3600");
    }

    private Answer manifest() {
        var title = hall.frames().sign().title();
        return Answer.json(200, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("name", title);
                    json.writeStringProperty("short_name", title.substring(0, Math.min(12, title.length())));
                    json.writeStringProperty("start_url", "/home");
                    json.writeStringProperty("scope", "/");
                    json.writeStringProperty("display", "standalone");
                    json.writeStringProperty("background_color", "#f3ede1");
                    json.writeStringProperty("theme_color", "#3c5b31");
                    json.writeArrayPropertyStart("icons");
                    json.writeStartObject();
                    json.writeStringProperty("src", assets.at("logo.svg"));
                    json.writeStringProperty("sizes", "any");
                    json.writeStringProperty("type", "image/svg+xml");
                    json.writeEndObject();
                    json.writeEndArray();
                    json.writeEndObject();
                })
                .contentType("application/manifest+json")
                .header("Cache-Control", "public, max-age=3600");
    }
}
