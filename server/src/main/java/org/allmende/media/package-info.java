// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. Pictures, sound, film: upload, check, resize, keep, proxy.
package org.allmende.media;
