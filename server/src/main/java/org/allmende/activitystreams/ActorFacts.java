// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ed25519Public;
import org.allmende.base.RsaPublic;

/// What the world may know of one of our actors: all that its document is made of.
public record ActorFacts(
        ActorId id,
        WireActor.Type type,
        String name,
        String displayName,
        String bio,
        List<WireActor.Field> fields,
        Optional<WirePicture> avatar,
        Optional<WirePicture> header,
        WireActor.Traits traits,
        Instant created,
        RsaPublic rsa,
        Ed25519Public ed25519,
        List<String> alsoKnownAs,
        Optional<String> movedTo,
        List<WireEmoji> emojis,
        List<String> statements) {

    public ActorFacts {
        fields = List.copyOf(fields);
        alsoKnownAs = List.copyOf(alsoKnownAs);
        emojis = List.copyOf(emojis);
        statements = List.copyOf(statements);
    }
}
