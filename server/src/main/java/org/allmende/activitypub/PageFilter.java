// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import java.util.Set;
import org.allmende.base.Addresses;
import org.allmende.http.Answer;
import org.allmende.http.Filter;
import org.allmende.http.Handler;
import org.allmende.http.Request;
import org.allmende.people.People;
import org.allmende.people.Person;

/// Around the pages for people: leads programs that ask a page for its document there.
///
/// Who copies the address of a page into the search of another instance means the person or the post.
public final class PageFilter implements Filter {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final People people;
    private final Addresses addresses;

    PageFilter(People people, Addresses addresses) {
        this.people = people;
        this.addresses = addresses;
    }

    @Override
    public Answer around(Request request, Handler next) {
        if (!READING.contains(request.method())) {
            return next.answer(request);
        }
        var address = Asked.byProgram(request) ? addressOf(request.path()) : Optional.<String>empty();
        return address.map(Asked::toPage).orElseGet(() -> varied(request, next.answer(request)));
    }

    /// The address of the document that the page at `path` is about: `/@name` or `/@name/{id}`.
    public Optional<String> addressOf(String path) {
        return PagePath.of(path)
                .flatMap(page -> page.post()
                        .map(addresses::post)
                        .or(() -> people.named(page.name()).map(Person::uri)));
    }

    // Only these pages have two forms; for others a cache needs no reminder.
    private static Answer varied(Request request, Answer answer) {
        return PagePath.of(request.path()).isPresent() ? answer.also("Vary", "Accept") : answer;
    }
}
