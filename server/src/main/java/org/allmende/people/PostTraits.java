// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

/// As what a post is counted: passed on from somebody else, in answer to something, to be seen by everybody.
public record PostTraits(boolean share, boolean answer, boolean open) {}
