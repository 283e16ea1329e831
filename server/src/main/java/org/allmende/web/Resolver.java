// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;
import org.allmende.base.PostId;
import org.allmende.people.Person;

/// Finds what stands at an address, here or over the network. May take seconds.
public interface Resolver {

    Optional<PostId> post(String address);

    Optional<Person> person(String address);
}
