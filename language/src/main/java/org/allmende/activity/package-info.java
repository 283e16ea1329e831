// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 1. What can be said and done, and what came of it.
package org.allmende.activity;
