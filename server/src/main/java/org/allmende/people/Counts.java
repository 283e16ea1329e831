// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

/// How many people this instance has, and how many others it knows.
public record Counts(long members, long strangers) {}
