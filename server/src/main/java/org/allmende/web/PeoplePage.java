// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// A list of people.
record PeoplePage(
        Frame frame,
        String heading,
        String back,
        Optional<String> intro,
        List<PersonRow> people,
        Empty empty,
        Pager pager) {}
