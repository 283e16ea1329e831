// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.luggage.Luggage;
import org.allmende.luggage.Porter;
import org.allmende.luggage.Trunk;

/// What members take along and bring, as files: the routes that GoToSocial's apps know.
final class LuggageApi {

    private static final Map<String, Trunk.Kind> KINDS = Map.of(
            "following", Trunk.Kind.FOLLOWING,
            "followers", Trunk.Kind.FOLLOWERS,
            "blocks", Trunk.Kind.BLOCKS,
            "mutes", Trunk.Kind.MUTES,
            "lists", Trunk.Kind.LISTS,
            "bookmarks", Trunk.Kind.BOOKMARKS,
            "domain_blocks", Trunk.Kind.DOMAINS);

    private static final Map<Trunk.Kind, String> SCOPES = Map.of(
            Trunk.Kind.FOLLOWING, "follows",
            Trunk.Kind.FOLLOWERS, "follows",
            Trunk.Kind.BLOCKS, "blocks",
            Trunk.Kind.MUTES, "mutes",
            Trunk.Kind.LISTS, "lists",
            Trunk.Kind.BOOKMARKS, "bookmarks",
            Trunk.Kind.DOMAINS, "blocks");

    private final Luggage luggage;
    private final Porter porter;

    LuggageApi(Luggage luggage, Porter porter) {
        this.luggage = luggage;
        this.porter = porter;
    }

    void mount(Endpoints on) {
        KINDS.forEach((word, kind) -> on.member(
                "GET /api/v1/exports/" + word + ".csv",
                "read:" + SCOPES.get(kind),
                (_, member) -> Answer.bytes(
                        200,
                        "text/csv; charset=utf-8",
                        luggage.pack(member.id(), kind, porter).getBytes(StandardCharsets.UTF_8))));
        on.member("POST /api/v1/import", "write", this::bring);
    }

    private Answer bring(Request request, Member member) {
        var form = request.form();
        var kind = form.string("type")
                .map(KINDS::get)
                .filter(Trunk.Kind::comesIn)
                .orElseThrow(() ->
                        new Fault(422, "type must be following, blocks, mutes, lists, bookmarks or domain_blocks"));
        if (form.string("mode").filter("overwrite"::equals).isPresent()) {
            throw new Fault(422, "A file only adds to what is there: mode must be merge.");
        }
        var file = form.upload("data").orElseThrow(() -> new Fault(422, "data must be a file"));
        try (var in = file.open()) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (luggage.bring(member.id(), kind, text).isEmpty()) {
                throw new Fault(422, "The file is empty, or has more than " + Luggage.LINES_MAX + " lines.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.answer(202, json -> json.object(() -> {}));
    }
}
