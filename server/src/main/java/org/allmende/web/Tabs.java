// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// The pages that belong together under one heading.
record Tabs(String heading, List<Choice> list) {

    /// One's own settings.
    static Tabs settings(Visit visit, String here) {
        return new Tabs(
                visit.say("settings.title"),
                List.of(
                        choice(visit, "/settings/profile", "settings.profile", here),
                        choice(visit, "/settings/posting", "settings.posting", here),
                        choice(visit, "/settings/password", "settings.password", here),
                        choice(visit, "/settings/second", "settings.second", here),
                        choice(visit, "/settings/sessions", "settings.sessions", here),
                        choice(visit, "/settings/notifications", "settings.notifications", here),
                        choice(visit, "/settings/filters", "settings.filters", here),
                        choice(visit, "/settings/blocks", "settings.blocks", here),
                        choice(visit, "/settings/mutes", "settings.mutes", here),
                        choice(visit, "/settings/avoided", "settings.avoided", here),
                        choice(visit, "/settings/tags", "settings.tags", here),
                        choice(visit, "/settings/identities", "settings.identities", here),
                        choice(visit, "/settings/luggage", "settings.luggage", here),
                        choice(visit, "/settings/move", "settings.move", here),
                        choice(visit, "/settings/leave", "settings.leave", here)));
    }

    /// What owners and moderators look after; the house itself is for owners.
    static Tabs house(Visit visit, String here) {
        var shared = List.of(
                choice(visit, "/house/reports", "house.reports", here),
                choice(visit, "/house/members", "house.members", here),
                choice(visit, "/house/people", "house.people", here),
                choice(visit, "/house/invitations", "house.invitations", here),
                choice(visit, "/house/domains", "house.domains", here),
                choice(visit, "/house/emojis", "house.emojis", here));
        var own = List.of(
                choice(visit, "/house", "house.instance", here),
                choice(visit, "/house/rules", "house.rules", here),
                choice(visit, "/house/texts", "house.texts", here),
                choice(visit, "/house/announcements", "house.announcements", here),
                choice(visit, "/house/storage", "house.storage", here));
        var last = List.of(
                choice(visit, "/house/relays", "house.relays", here), choice(visit, "/house/jobs", "house.jobs", here));
        var all = visit.member().owner() ? List.of(own, shared, last) : List.of(shared);
        return new Tabs(
                visit.say("house.title"), all.stream().flatMap(List::stream).toList());
    }

    private static Choice choice(Visit visit, String href, String key, String here) {
        return new Choice(href, visit.say(key), href.equals(here));
    }
}
