// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. Passwords, passkeys, sessions, OAuth apps and tokens.
package org.allmende.access;
