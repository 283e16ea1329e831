// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 0. Ids, clock, pages, hashes and keys; knows nobody.
package org.allmende.base;
