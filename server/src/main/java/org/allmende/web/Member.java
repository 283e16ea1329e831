// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import org.allmende.access.Account;
import org.allmende.access.Role;
import org.allmende.access.Session;
import org.allmende.base.ActorId;
import org.allmende.people.Person;

/// Somebody who is logged in.
record Member(Account account, Person person, Session session) {

    ActorId id() {
        return person.id();
    }

    boolean staff() {
        return account.role().moderates();
    }

    boolean owner() {
        return account.role() == Role.OWNER;
    }
}
