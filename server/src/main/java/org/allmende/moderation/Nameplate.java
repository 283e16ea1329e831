// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.util.List;

/// What is written beside the door: the title of this instance, a short description, whom to write to (an e-mail
/// address, or empty), and the languages most people here speak, as BCP 47 codes.
public record Nameplate(String title, String description, String contactEmail, List<String> languages) {

    public static final int TITLE_LENGTH_MAX = 100;
    public static final int DESCRIPTION_LENGTH_MAX = 1_000;

    public Nameplate {
        languages = List.copyOf(languages);
    }
}
