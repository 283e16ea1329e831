// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.people.Person;
import tools.jackson.databind.JsonNode;

/// Who asks for a document, and whether they may have it.
///
/// Usually everybody may read what is public. Where the house wants to know who reads ([
/// org.allmende.moderation.House#SIGNED_FETCH_ONLY], "authorized fetch"), every request must be signed, and who is
/// suspended here or blocked by the author gets nothing, by whatever route.
final class Readers {

    private static final byte[] NO_BODY = {};

    private final Commons commons;
    private final Addresses addresses;
    private final SignatureVerifier verifier;

    Readers(Commons commons, Addresses addresses, SignatureVerifier verifier) {
        this.commons = commons;
        this.addresses = addresses;
        this.verifier = verifier;
    }

    /// True where nothing is given to who does not say who they are.
    boolean mustSign() {
        return commons.house().signedFetchOnly();
    }

    /// Who asks, if that is proved and they are welcome.
    Optional<Person> of(Request request) {
        return request.header("Signature").isEmpty()
                ? Optional.empty()
                : verifier.reader(Asked.signed(request, addresses, NO_BODY), request.remote())
                        .filter(Person::present)
                        .filter(person -> !commons.domains().suspended(person.domain()));
    }

    /// Lets pass who may read what `author` shows to everybody.
    ///
    /// @throws Fault 401 where a signature is wanted and none is good; 404 where the author blocks who asks
    void admit(Request request, ActorId author) {
        if (mustSign()) {
            var reader = of(request).orElseThrow(Readers::unsigned);
            if (commons.database().read(tx -> commons.blocks().between(tx, author, reader.id()))) {
                throw Fault.missing();
            }
        }
    }

    static Fault unsigned() {
        return new Fault(401, "This instance gives documents only to servers that sign their requests.");
    }

    /// For everybody and every cache, or, where readers must sign, for this one alone (GHSA-ccpr-m53r-mfwr).
    Answer document(JsonNode document) {
        return mustSign() ? Asked.letter(document) : Asked.document(document);
    }
}
