// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 4. The one road in.
package org.allmende.intake;
