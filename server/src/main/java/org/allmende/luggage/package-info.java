// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. What people carry from house to house: whom they follow, block and mute, as files, out and in.
package org.allmende.luggage;
