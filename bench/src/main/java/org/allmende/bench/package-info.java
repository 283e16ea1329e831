// SPDX-License-Identifier: AGPL-3.0-or-later
/// How fast the program is and what it takes, measured from outside with real requests and real signatures.
package org.allmende.bench;
