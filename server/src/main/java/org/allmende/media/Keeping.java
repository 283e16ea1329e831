// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// What becomes of foreign pictures, films and sounds that were looked at here.
public enum Keeping {
    /// A copy stays for the next reader, until it has to give way.
    STORE,
    /// They are passed on, and nothing stays. Films are asked for anew by every reader.
    PASS_THROUGH
}
