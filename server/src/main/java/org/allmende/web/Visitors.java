// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;
import org.allmende.access.Account;
import org.allmende.access.Accounts;
import org.allmende.access.Session;
import org.allmende.access.Sessions;
import org.allmende.http.Cookie;
import org.allmende.http.Request;
import org.allmende.people.People;
import org.allmende.people.Person;

/// Finds out who is at the door: by the session cookie, and by what the browser says of language and colours.
final class Visitors {

    /// Browsers take a name that begins so only over https, for the whole site, and from nobody else (RFC 6265bis).
    private static final String SAFE = "__Host-allmende";

    private static final String PLAIN = "allmende";
    static final String LOOK = "look";
    static final String LANGUAGE = "language";

    private final Sessions sessions;
    private final Accounts accounts;
    private final People people;
    private final Dictionary dictionary;

    Visitors(Sessions sessions, Accounts accounts, People people, Dictionary dictionary) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.people = people;
        this.dictionary = dictionary;
    }

    Visit of(Request request) {
        var member = request.cookie(cookie(request)).flatMap(sessions::find).flatMap(this::member);
        var words = dictionary.choose(
                List.of(member.map(Member::account).flatMap(Account::locale), request.cookie(LANGUAGE)),
                request.header("Accept-Language"));
        return new Visit(request, words, Look.of(request.cookie(LOOK)), member);
    }

    private Optional<Member> member(Session session) {
        return accounts.find(session.actor())
                .filter(Account::open)
                .flatMap(account -> people.find(session.actor())
                        .filter(Person::present)
                        .map(person -> new Member(account, person, session)));
    }

    static String cookie(Request request) {
        return request.scheme().equals("https") ? SAFE : PLAIN;
    }

    static Cookie forgotten(Request request) {
        return Cookie.gone(cookie(request));
    }
}
