// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.nio.file.Path;
import java.util.Optional;

/// What an answer carries below its headers.
sealed interface AnswerBody {

    record None() implements AnswerBody {}

    record Bytes(byte[] bytes) implements AnswerBody {}

    record File(Path file) implements AnswerBody {}

    /// A stretch of a file: what a [File] becomes when it is known which part is wanted.
    record Stretch(Path file, long from, long length) implements AnswerBody {}

    record Wound(Reel reel) implements AnswerBody {}

    /// A stretch of a reel of known length: what a [Wound] becomes when it is known which part is wanted.
    record Unwound(Reel reel, long from, long length) implements AnswerBody {}

    record Stream(StreamWriter writer) implements AnswerBody {}

    record Events(EventSource source) implements AnswerBody {}

    record Upgraded(SocketListener listener, Optional<String> protocol) implements AnswerBody {}
}
