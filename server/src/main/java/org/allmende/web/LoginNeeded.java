// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// A page was asked for that is for members: thrown for the short way to the login.
final class LoginNeeded extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoginNeeded() {
        super("login needed", null, false, false);
    }
}
