// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. Waking apps that are not open: where they want to be woken, of what, and sealed so that only they can read.
package org.allmende.push;
