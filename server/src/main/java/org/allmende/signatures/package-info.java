// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 2. Who sent a request, who made an object: signatures of HTTP, proofs inside objects.
package org.allmende.signatures;
