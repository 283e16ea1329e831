// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// What a list says that has nothing in it, and where to go from there. `href` and `label` are null where
/// nothing leads on: templates leave out what is null.
record Empty(String title, String text, String href, String label) {

    static Empty of(String title, String text) {
        return new Empty(title, text, null, null);
    }
}
