// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. Rules, reports, policies per domain, appeals; the gate that every deed passes.
package org.allmende.moderation;
