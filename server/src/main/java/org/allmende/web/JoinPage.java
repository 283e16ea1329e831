// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Map;

/// Where an account is made. `hidden` is carried along.
record JoinPage(
        Frame frame,
        String heading,
        String intro,
        String action,
        String button,
        Filled form,
        boolean asksReason,
        List<Line> rules,
        String terms,
        String termsHint,
        Map<String, String> hidden) {

    record Line(String text, String hint) {}
}
