// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.Optional;
import org.allmende.people.Person;

/// Looks elsewhere, in the background, for what is missing here of what a member reads.
///
/// Asking often is harmless: whoever fills this in decides when it is worth going.
public interface Gatherer {

    /// A conversation is read. Empty where nothing is being looked for.
    Optional<Progress> thread(Post post);

    /// A poll is looked at.
    void votes(Post post);

    /// A page of somebody from elsewhere is read.
    void person(Person person);

    /// How far it is. Empty for one that never was.
    Optional<Progress> find(String id);

    /// One going out. `found` is how many posts came home.
    record Progress(String id, boolean running, int found) {}
}
