// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.List;
import org.allmende.activity.Activity;
import org.allmende.activity.Profile;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.People;

/// Proving that one is also who holds a key (FEP-c390): the member brings a statement that the key has signed.
final class IdentityPages {

    private static final String PATH = "/settings/identities";
    private static final String STATEMENT = "statement";

    private final Hall hall;

    IdentityPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, request -> page(Visit.of(request), 200, Filled.EMPTY))
                .post(PATH, this::add)
                .post(PATH + "/remove", this::remove);
    }

    private Answer page(Visit visit, int status, Filled form) {
        var person = visit.member().person();
        var page = new IdentitiesPage(
                hall.frames().of(visit, visit.say("settings.identities"), Place.SETTINGS),
                Tabs.settings(visit, PATH),
                form,
                person.profile().identities().stream()
                        .map(Profile.Identity::subject)
                        .toList(),
                """
                {"type":"VerifiableIdentityStatement","subject":"did:key:…","alsoKnownAs":"%s"}\
                """.formatted(person.uri()),
                People.STATEMENT_MAX);
        return Print.page(status, out -> JteidentitiesGenerated.render(out, null, page));
    }

    private Answer add(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var typed = new Typed(request.form());
        var text = typed.needed(visit.words(), STATEMENT, People.STATEMENT_MAX);
        if (typed.sound()) {
            hall.rooms()
                    .identities()
                    .check(text, member.person().uri())
                    .ifPresentOrElse(
                            proved -> write(visit, typed, with(member, proved)),
                            () -> typed.wrong(STATEMENT, visit.say("identities.wrong")));
        }
        return typed.sound() ? Print.go(Notice.SAVED.after(PATH)) : page(visit, 422, typed.filled(STATEMENT));
    }

    // A newer statement about the same key takes the place of the older one.
    private static List<Profile.Identity> with(Member member, Profile.Identity proved) {
        var all = new ArrayList<>(without(member, proved.subject()));
        all.add(proved);
        return all;
    }

    private static List<Profile.Identity> without(Member member, String subject) {
        return member.person().profile().identities().stream()
                .filter(one -> !one.subject().equals(subject))
                .toList();
    }

    private void write(Visit visit, Typed typed, List<Profile.Identity> identities) {
        var member = visit.member();
        try {
            hall.deeds()
                    .perform(
                            visit,
                            new Activity.UpdateProfile(
                                    hall.deeds().fresh(),
                                    member.id(),
                                    member.person().profile().withIdentities(identities)));
        } catch (Fault fault) {
            if (fault.status() >= 500) {
                throw fault;
            }
            typed.wrong(STATEMENT, fault.message());
        }
    }

    private Answer remove(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var typed = new Typed(request.form());
        write(visit, typed, without(member, typed.line("subject")));
        return Print.go(Notice.SAVED.after(PATH));
    }
}
