// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 5. Door: the client API for apps.
package org.allmende.mastodon;
