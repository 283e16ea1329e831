// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.Optional;

/// What an app asks of a member, checked: the question to put to them, or why it is none.
public sealed interface Consent {

    /// Ask the member; if they agree, [Tokens#code(Ask, org.allmende.base.ActorId)].
    record Ask(App app, String redirectUri, Scopes scopes, Optional<String> challenge) implements Consent {}

    /// `error` is the code of RFC 6749 §4.1.2.1. Only where `tellApp` may the browser be sent back to the app with it;
    /// otherwise the address to return to is not the app's.
    record Refused(String error, String description, boolean tellApp) implements Consent {}
}
