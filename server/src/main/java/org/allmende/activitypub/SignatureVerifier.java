// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.activity.Activity;
import org.allmende.activity.Proof;
import org.allmende.activity.Verified;
import org.allmende.activitystreams.SigningKey;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ed25519Public;
import org.allmende.base.RsaPublic;
import org.allmende.http.RateLimit;
import org.allmende.people.Correspondence;
import org.allmende.people.Person;
import org.allmende.signatures.HttpSignature;
import org.allmende.signatures.LdSignature;
import org.allmende.signatures.ObjectProof;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fault;
import org.allmende.signatures.SignatureCheck.Proved;
import org.allmende.signatures.SignatureCheck.Refused;
import org.allmende.signatures.SignedRequest;
import org.allmende.text.Urls;

/// Proves who sent a request, by the keys that its actor has published.
final class SignatureVerifier {

    /// Whoever sends forged signatures must not make us ask a host more often than this.
    private static final int REFRESHES_PER_HOST = 300;

    /// And one sender not more often than this, so that nobody uses up what others need.
    private static final int REFRESHES_PER_SENDER = 30;

    private static final Duration REFRESHES_WINDOW = Duration.ofMinutes(5);

    /// What was fetched just now will not be another key a moment later.
    private static final Duration JUST_NOW = Duration.ofSeconds(30);

    /// Objects with proofs can be carried by anybody and at any time. As a deed they count only as long as we surely
    /// remember the deeds that we have seen.
    private static final Duration CARRIED_AGE_MAX = Duration.ofDays(7);

    private final Commons commons;
    private final Addresses addresses;
    private final ActorFetching actors;
    private final Clock clock;
    private final RateLimit perHost;
    private final RateLimit perSender;
    private final LdSignature ld = new LdSignature();

    SignatureVerifier(Commons commons, Addresses addresses, ActorFetching actors, Clock clock) {
        this.commons = commons;
        this.addresses = addresses;
        this.actors = actors;
        this.clock = clock;
        this.perHost = new RateLimit(REFRESHES_PER_HOST, REFRESHES_WINDOW, clock);
        this.perSender = new RateLimit(REFRESHES_PER_SENDER, REFRESHES_WINDOW, clock);
    }

    sealed interface Answer {

        /// `speaker` has sent it, or has signed what somebody else sent. `said` is what was proved, which may be less
        /// than what came; `carrier` who has brought what is another's, where that is proved too.
        record Proven(Person speaker, Proof proof, WireActivity said, Optional<String> carrier) implements Answer {

            Proven(Person speaker, Proof proof, WireActivity said) {
                this(speaker, proof, said, Optional.empty());
            }

            Proven by(Person other) {
                return new Proven(speaker, proof, said, Optional.of(other.uri()));
            }
        }

        record Unproven(String reason) implements Answer {}
    }

    /// The only way from a proof to something that counts.
    <A extends Activity> Verified<A> verify(A activity, Proof proof) {
        return new Verified<>(activity, proof);
    }

    /// Whether the activity is its actor's own: by the signature on the request, or by a proof that it carries. `from`
    /// is where the request came from.
    Answer check(SignedRequest request, WireActivity activity, InetAddress from) {
        return switch (HttpSignature.read(request, clock.instant())) {
            case Claim claim -> signed(claim, activity, from);
            case Proved(var keyId) -> unproven("The key " + keyId + " was never asked for.");
            case Refused(var fault, var reason) ->
                fault == Fault.MISSING ? carried(activity, reason, from) : unproven(reason);
        };
    }

    /// Whose server asks. Empty where that is not proved.
    Optional<Person> reader(SignedRequest request, InetAddress from) {
        return HttpSignature.read(request, clock.instant()) instanceof Claim claim
                ? signer(claim, from)
                : Optional.empty();
    }

    private Optional<Person> signer(Claim claim, InetAddress from) {
        return byKey(claim.keyId())
                .filter(person -> proves(claim, person))
                .or(() ->
                        refresh(Fetching.withoutFragment(claim.keyId()), from).filter(person -> proves(claim, person)))
                .filter(SignatureVerifier::present);
    }

    private Answer signed(Claim claim, WireActivity activity, InetAddress from) {
        var owner = byKey(claim.keyId());
        if (owner.filter(Person::erased)
                .filter(person -> person.uri().equals(activity.actor()))
                .isPresent()) {
            return unproven("This actor has left.");
        }
        // A neighbour may have claimed the key by its name: what counts is what the actor's own document says.
        var own = Urls.sameOrigin(claim.keyId(), activity.actor())
                ? direct(claim, activity, from)
                : Optional.<Answer>empty();
        return own.orElseGet(() -> brought(claim, activity, from));
    }

    private Optional<Answer> direct(Claim claim, WireActivity activity, InetAddress from) {
        return commons.people()
                .byUri(activity.actor())
                .filter(person -> proves(claim, person))
                .or(() -> refresh(activity.actor(), from).filter(person -> proves(claim, person)))
                .filter(person -> person.uri().equals(activity.actor()) && !person.erased())
                .map(person -> new Answer.Proven(person, new Proof.Signature(person.id(), claim.keyId()), activity));
    }

    private Answer brought(Claim claim, WireActivity activity, InetAddress from) {
        var otherwise = "The key " + claim.keyId() + " is not known as one of " + activity.actor()
                + ", or has not made this signature.";
        return LdSignature.on(activity.json())
                ? forwarded(claim, activity, otherwise, from)
                : carried(activity, otherwise, from);
    }

    // Whoever brought it, the actor may have signed it (FEP-8b32).
    private Answer carried(WireActivity activity, String otherwise, InetAddress from) {
        if (!(ObjectProof.read(activity.json(), clock.instant()) instanceof Claim claim) || !recent(activity)) {
            return unproven(otherwise);
        }
        return commons.people()
                .byUri(activity.actor())
                .filter(person -> proves(claim, person))
                .or(() -> refresh(activity.actor(), from).filter(person -> proves(claim, person)))
                .filter(person -> present(person) && person.uri().equals(activity.actor()))
                .<Answer>map(person ->
                        new Answer.Proven(person, new Proof.ObjectProof(person.id(), claim.keyId()), activity))
                .orElseGet(() -> unproven(otherwise));
    }

    // Signatures of the older kind are dear to check, so whoever brings one has to say who they are. A newer proof
    // beside
    // it is preferred.
    private Answer forwarded(Claim carrier, WireActivity activity, String otherwise, InetAddress from) {
        var newer = carried(activity, otherwise, from);
        var bringer = signer(carrier, from);
        if (bringer.isEmpty()) {
            return newer;
        }
        var answer = newer instanceof Answer.Proven ? newer : linked(activity, otherwise, from);
        return answer instanceof Answer.Proven proven ? proven.by(bringer.get()) : answer;
    }

    /// Whether those to whom somebody else brings it can see for themselves that it is its actor's own.
    boolean travels(WireActivity activity, Person actor) {
        var json = activity.json();
        return ObjectProof.read(json, clock.instant()) instanceof Claim proof && recent(activity)
                ? proves(proof, actor)
                : LdSignature.on(json)
                        && ld.read(json, clock.instant()) instanceof Claim signature
                        && proves(signature, actor);
    }

    private Answer linked(WireActivity activity, String otherwise, InetAddress from) {
        var after = clock.instant().minus(CARRIED_AGE_MAX);
        if (LdSignature.created(activity.json()).filter(after::isBefore).isEmpty()
                || !(ld.read(activity.json(), clock.instant()) instanceof Claim claim)
                || !Urls.sameOrigin(claim.keyId(), activity.actor())) {
            return unproven(otherwise);
        }
        try {
            var said = WireActivity.read(ld.covered(activity.json()));
            return commons.people()
                    .byUri(said.actor())
                    .filter(person -> proves(claim, person))
                    .or(() -> refresh(said.actor(), from).filter(person -> proves(claim, person)))
                    .filter(person -> present(person)
                            && person.uri().equals(said.actor())
                            && said.actor().equals(activity.actor())
                            && said.id().equals(activity.id()))
                    .<Answer>map(person ->
                            new Answer.Proven(person, new Proof.ObjectProof(person.id(), claim.keyId()), said))
                    .orElseGet(() -> unproven(otherwise));
        } catch (Unreadable unreadable) {
            return unproven(unreadable.getMessage());
        }
    }

    private boolean recent(WireActivity activity) {
        var after = clock.instant().minus(CARRIED_AGE_MAX);
        var proofs = activity.json().objects("proof").toList();
        return !proofs.isEmpty()
                && proofs.stream()
                        .allMatch(proof ->
                                proof.instant("created").filter(after::isBefore).isPresent());
    }

    private static boolean present(Person person) {
        return !person.erased() && !person.local();
    }

    private static Answer unproven(String reason) {
        return new Answer.Unproven(reason);
    }

    private Optional<Person> byKey(String keyId) {
        return commons.people().byKey(keyId).flatMap(known -> find(known.actor()));
    }

    private Optional<Person> find(ActorId actor) {
        return commons.people().find(actor);
    }

    /// Asks the actor's home for the keys of today: for strangers, and for keys that have changed.
    private Optional<Person> refresh(String actor, InetAddress from) {
        var host = Fetching.host(actor);
        if (host.isEmpty()
                || addresses.ours(actor)
                || fetchedJustNow(actor)
                || !perSender.take(from.getHostAddress()).allowed()
                || !perHost.take(host.get()).allowed()) {
            return Optional.empty();
        }
        return actors.meet(actor, Errand.hasty(clock)) instanceof Meeting.Met(var person)
                ? Optional.of(person)
                : Optional.empty();
    }

    private boolean fetchedJustNow(String actor) {
        var before = clock.instant().minus(JUST_NOW);
        return commons.people()
                .byUri(actor)
                .flatMap(person -> commons.people().correspondence(person.id()))
                .filter(known -> known.fetched().isAfter(before))
                .isPresent();
    }

    private boolean proves(Claim claim, Person person) {
        return commons.people().correspondence(person.id()).stream()
                .flatMap(known -> keys(known, claim.keyId()))
                .anyMatch(key -> claim.by(key) instanceof Proved);
    }

    // The RSA key goes by its name; Ed25519 keys are few and prove themselves.
    private static Stream<SigningKey> keys(Correspondence known, String keyId) {
        Stream<SigningKey> rsa = known.keyId().equals(Optional.of(keyId))
                ? known.publicKeyPem().flatMap(RsaPublic::fromPem).<SigningKey>map(SigningKey.Rsa::new).stream()
                : Stream.empty();
        var ed25519 = known.assertionKeys().stream()
                .flatMap(key -> Ed25519Public.fromMultikey(key).<SigningKey>map(SigningKey.Ed25519::new).stream());
        return Stream.concat(rsa, ed25519);
    }
}
