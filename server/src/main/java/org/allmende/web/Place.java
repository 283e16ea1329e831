// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// Which of the ways in the house a page belongs to, so that it is marked there.
enum Place {
    START,
    HOME,
    NOTIFICATIONS,
    LOCAL,
    FEDERATED,
    SEARCH,
    BOOKMARKS,
    LIKES,
    LISTS,
    LETTERS,
    PAPERS,
    PROFILE,
    COMPOSE,
    SETTINGS,
    HOUSE,
    LOGIN,
    JOIN,
    ACCEPT,
    ANNOUNCEMENTS,
    NONE
}
