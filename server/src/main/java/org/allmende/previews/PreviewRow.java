// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.previews;

import java.time.Instant;
import java.util.Optional;
import org.allmende.activity.Preview;
import org.allmende.base.MediaId;

/// A row of the `preview` table. `looked` is when we looked ourselves.
record PreviewRow(Preview preview, long giver, Optional<MediaId> media, Optional<Instant> looked) {}
