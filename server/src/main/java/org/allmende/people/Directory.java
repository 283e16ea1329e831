// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.Optional;
import org.allmende.text.Handle;

/// Finds people by their handle, wherever they live. A port: whoever speaks with other servers fills it in.
public interface Directory {

    /// Asks here first and then the person's home. May take seconds: never inside a transaction.
    Optional<Person> lookup(Handle handle);
}
