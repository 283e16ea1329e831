// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Colours and language, for everybody.
record LookPage(Frame frame, List<LanguageName> languages, String language) {}
