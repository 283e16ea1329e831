// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.people.AvoidedDomains;
import org.allmende.people.Blocks;

/// Domains that a member wants nothing to do with.
final class DomainBlocksApi {

    private static final int USUAL = 80;

    private final Blocks blocks;
    private final Shapes shapes;

    DomainBlocksApi(Blocks blocks, Shapes shapes) {
        this.blocks = blocks;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/domain_blocks", "read:blocks", this::list);
        on.member("POST /api/v1/domain_blocks", "write:blocks", this::avoid);
        on.member("DELETE /api/v1/domain_blocks", "write:blocks", (request, member) -> {
            blocks.domains().readmit(member.id(), domain(request));
            return Json.nothing();
        });
        on.member("GET /api/v1/domain_blocks/preview", "read:blocks", (request, member) -> {
            var ties = blocks.domains().ties(member.id(), domain(request));
            return Json.members(json ->
                    json.number("following_count", ties.following()).number("followers_count", ties.followers()));
        });
    }

    private static String domain(Request request) {
        return request.form().string("domain").orElseThrow(() -> new Fault(422, "domain is missing"));
    }

    private Answer list(Request request, Member member) {
        var slice = blocks.domains().of(member.id(), Paging.read(request, USUAL, USUAL));
        return shapes.paging().linked(Json.answer(json -> json.list(slice.items(), json::text)), request, slice);
    }

    private Answer avoid(Request request, Member member) {
        return switch (blocks.domains().avoid(member.id(), domain(request))) {
            case DONE -> Json.nothing();
            case NO_DOMAIN -> throw new Fault(422, "domain must be the name of a domain");
            case TOO_MANY -> throw new Fault(422, "At most " + AvoidedDomains.MAX + " domains can be blocked.");
        };
    }
}
