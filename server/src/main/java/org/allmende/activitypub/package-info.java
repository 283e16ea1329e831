// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 5. Door: inbox, documents, signatures, WebFinger, fetching, delivery.
package org.allmende.activitypub;
