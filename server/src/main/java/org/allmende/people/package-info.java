// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. Members and strangers, their profiles; follows, blocks, mutes; invitations; moves.
package org.allmende.people;
