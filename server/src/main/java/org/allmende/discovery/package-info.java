// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 3. What may be worth a look: trends and suggestions, by nothing but counting what everybody may see.
package org.allmende.discovery;
