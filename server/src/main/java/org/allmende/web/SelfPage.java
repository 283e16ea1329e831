// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

/// The own profile, to be changed.
record SelfPage(Frame frame, Tabs tabs, Filled form, String avatar) {

    static final int FIELDS = 4;
    static final int NAME_MAX = 100;
    static final int BIO_MAX = 2_000;
    static final int FIELD_MAX = 500;
}
