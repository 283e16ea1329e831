// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 2. Documents of other servers, read strictly into facts; ours, written from facts.
package org.allmende.activitystreams;
