// SPDX-License-Identifier: AGPL-3.0-or-later
/// Floor 5. Door: server-rendered pages and feeds.
///
/// A request becomes a [Visit] (who looks, in which language); small classes per group of pages ask the rooms, fill
/// a page model and have a template write it. The templates in `src/main/jte` are compiled into this package. Every
/// action is a plain form that ends in a redirect; the one script only makes some of them quicker.
package org.allmende.web;
