// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import org.allmende.activitystreams.Documents;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// Serves our custom emoji, under the addresses by which posts name them.
final class EmojiRoutes {

    private final Commons commons;
    private final Portraits portraits;
    private final Documents documents;

    EmojiRoutes(Commons commons, Addresses addresses, Portraits portraits) {
        this.commons = commons;
        this.portraits = portraits;
        this.documents = new Documents(addresses);
    }

    void mount(Routes routes) {
        routes.get("/ap/emojis/{id}", this::emoji);
    }

    private Answer emoji(Request request) {
        return Ids.parse(request.path("id"))
                .flatMap(commons.media().emojis()::find)
                .map(one -> Asked.document(documents.emoji(portraits.emoji(one))))
                .orElseThrow(Fault::missing);
    }
}
