// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.Optional;

/// What the author typed, to edit it.
public record PostSource(String text, String format, Optional<String> summary) {}
