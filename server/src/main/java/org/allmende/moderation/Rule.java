// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

/// One rule of the house, short enough to be read, with a hint for who wants to know more.
public record Rule(long id, String text, String hint) {

    public static final int TEXT_LENGTH_MAX = 500;
    public static final int HINT_LENGTH_MAX = 2_000;
    public static final int COUNT_MAX = 50;
}
