// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.posts.Reader;

/// Somebody looking at a page: who, in which language and colours.
record Visit(Request request, Words words, Look look, Optional<Member> visitor) {

    static Visit of(Request request) {
        return request.find(Visit.class).orElseThrow();
    }

    Reader reader() {
        return visitor.map(member -> Reader.member(member.id())).orElse(Reader.ANYONE);
    }

    /// The member; who is none is sent to log in, which is what the doorway makes of 401.
    Member member() {
        return visitor.orElseThrow(() -> new Fault(401, "Please log in."));
    }

    /// A member who looks after the place. For others such pages do not exist.
    Member staff() {
        var member = member();
        if (!member.staff()) {
            throw Fault.missing();
        }
        return member;
    }

    Member owner() {
        var member = member();
        if (!member.owner()) {
            throw Fault.missing();
        }
        return member;
    }

    String say(String key, Object... values) {
        return words.say(key, values);
    }

    /// What was asked for, to come back to.
    String here() {
        return request.target();
    }
}
