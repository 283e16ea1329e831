// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import org.allmende.activity.Outcome;

/// What the gate says about a deed before it happens.
public sealed interface Judgement {

    Judgement ALLOW = new Allow();

    record Allow() implements Judgement {}

    /// Once the author of what it is about agrees.
    record Ask() implements Judgement {}

    /// No; `rule` names why for programs, `reason` for people.
    record Refuse(Outcome.Cause cause, String rule, String reason) implements Judgement {}

    /// Moderators decide first.
    record Hold(String rule) implements Judgement {}
}
