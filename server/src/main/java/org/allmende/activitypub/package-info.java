// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 5. Door: inbox, fetching, translating, WebFinger, distribution, delivery.
package org.allmende.activitypub;
