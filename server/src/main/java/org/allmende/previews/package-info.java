// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. What links lead to: each page looked at once for everybody, and shown without asking others.
package org.allmende.previews;
