// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. What reaches each reader: home, notifications, how far they read, and what is new right now.
package org.allmende.timelines;
