// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.file.Path;

/// A file ready to be sent. The type was found by looking into the file, never taken from who brought it.
public record StoredFile(Path path, String mime, long bytes) implements Opened {}
