// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 2. Foreign HTML made safe; Markdown; mentions, tags, links.
package org.allmende.text;
