// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. What reaches each reader: home, public, lists, tags, search, notifications, live.
package org.allmende.timelines;
