// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

/// How many people this instance has, how many others it knows, and what its people have said: `posts` counts neither
/// what they passed on from others nor letters to named people; `answers` are those among them that answer something.
/// Who is suspended is not counted, nor what they said.
public record Counts(long members, long strangers, long posts, long answers) {}
