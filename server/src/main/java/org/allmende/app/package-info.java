// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 6. Configuration, wiring, start, stop, command line.
package org.allmende.app;
