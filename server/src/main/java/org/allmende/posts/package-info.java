// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. Notes, polls, threads, likes, shares; who may see what.
package org.allmende.posts;
