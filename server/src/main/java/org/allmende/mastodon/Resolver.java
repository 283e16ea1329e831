// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Optional;
import org.allmende.base.PostId;
import org.allmende.people.Person;

/// Finds by address, over the network if need be, what a member pastes into the search field.
///
/// Filled by the wiring. Slow, and never sure: whatever fails is simply not found.
public interface Resolver {

    Optional<PostId> post(String uri);

    Optional<Person> person(String uri);
}
