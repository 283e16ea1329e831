// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a page says after something was done: sent along as a word in the address, so that nothing has to be kept.
enum Notice {
    SAVED,
    KEPT,
    PLANNED,
    SENT,
    VOTED,
    DELETED,
    BLOCKED,
    REPORTED,
    ENDED,
    APPROVED,
    REFUSED;

    static final String PARAMETER = "done";

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String after(String path) {
        return LocalPath.with(path, PARAMETER, word());
    }

    static Optional<Notice> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
