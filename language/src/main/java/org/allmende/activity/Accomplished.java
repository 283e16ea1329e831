// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// The news that an activity happened: told inside the transaction that wrote it, to every room that must act on it
/// in the same breath (homes, notifications, delivery), and again after the commit to those that only watch.
///
/// `local` is true when the actor is a member here.
public record Accomplished(Activity activity, Outcome.Done outcome, boolean local) {}
