// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. What each reader does not want to read: words, patterns, hashtags, languages, single posts.
package org.allmende.filters;
