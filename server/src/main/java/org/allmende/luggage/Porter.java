// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.luggage;

import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.text.Handle;

/// Does what is in the luggage: as the member would, down the one road; and finds whom it names, near or far.
public interface Porter {

    Optional<ActorId> person(Handle handle);

    Optional<PostId> post(String uri);

    /// False where it was refused.
    boolean perform(Activity activity);

    /// The whole address of somebody, as it is written in files.
    String address(ActorId actor, String handle);
}
