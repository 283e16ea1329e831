// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

/// Where a mention leads, and what is shown of it after the `@`.
public record Link(String url, String shown) {}
