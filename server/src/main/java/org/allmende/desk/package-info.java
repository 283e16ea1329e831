// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. What is written and not said yet: drafts, and posts that wait for their hour.
package org.allmende.desk;
