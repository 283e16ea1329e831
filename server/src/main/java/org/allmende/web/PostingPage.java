// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What a new post starts with.
record PostingPage(
        Frame frame,
        Tabs tabs,
        AudienceChoice audience,
        PolicyChoice.Four may,
        String language,
        List<LanguageName> languages,
        boolean sensitive) {}
