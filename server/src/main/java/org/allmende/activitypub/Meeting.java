// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import org.allmende.people.Person;

/// How an attempt to get to know a foreign actor ended.
sealed interface Meeting {

    record Met(Person person) implements Meeting {}

    /// Their home says that they left.
    record Gone() implements Meeting {}

    record Failed(String reason, boolean worthAnotherTry) implements Meeting {}
}
