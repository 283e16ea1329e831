// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;

/// A post while it is written. `once` makes sure that a form sent twice makes one post; `attached` are pictures that
/// have been uploaded already; `paper` is what it was on the desk, `at` the hour for which it is meant. A `quick` one
/// stands on another page, and asks for less.
record DraftForm(
        String title,
        String action,
        String button,
        String once,
        boolean editing,
        boolean quick,
        boolean focus,
        Optional<PostId> reply,
        Optional<PostId> quote,
        List<String> problems,
        String text,
        String warning,
        boolean sensitive,
        AudienceChoice audience,
        PolicyChoice.Four may,
        String language,
        List<LanguageName> languages,
        List<Attached> attached,
        int picturesMax,
        PollFields poll,
        int lengthMax,
        Optional<Long> paper,
        String at) {

    record Attached(MediaId id, String small, String alt) {}

    /// The same, of something that lies on the desk.
    DraftForm from(Optional<Long> lying, String hour) {
        return new DraftForm(
                title,
                action,
                button,
                once,
                editing,
                quick,
                focus,
                reply,
                quote,
                problems,
                text,
                warning,
                sensitive,
                audience,
                may,
                language,
                languages,
                attached,
                picturesMax,
                poll,
                lengthMax,
                lying,
                hour);
    }

    /// How many pictures more there can be.
    int slots() {
        return Math.max(0, picturesMax - attached.size());
    }
}
