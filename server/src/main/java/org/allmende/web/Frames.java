// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;
import org.allmende.access.Registration;

/// Puts the frame around a page.
final class Frames {

    static final String NOTIFICATIONS = "notifications";

    private final Rooms rooms;
    private final Faces faces;
    private final Assets assets;

    Frames(Rooms rooms, Faces faces, Assets assets) {
        this.rooms = rooms;
        this.faces = faces;
        this.assets = assets;
    }

    Frame of(Visit visit, String title, Place place) {
        return of(visit, title, place, Meta.PRIVATE);
    }

    Frame of(Visit visit, String title, Place place, Meta meta) {
        var notice = visit.request()
                .query(Notice.PARAMETER)
                .flatMap(Notice::of)
                .map(one -> visit.say("notice." + one.word()));
        return new Frame(
                visit.words(),
                title,
                place,
                sign(),
                visit.visitor().map(this::me),
                visit.look(),
                assets,
                visit.here(),
                meta,
                notice);
    }

    Frame.Sign sign() {
        return new Frame.Sign(
                rooms.house().nameplate().title(),
                rooms.addresses().handles(),
                rooms.accounts().registration() != Registration.CLOSED);
    }

    private Frame.Me me(Member member) {
        return new Frame.Me(
                faces.of(member.person()),
                member.session().csrf(),
                member.staff(),
                member.owner(),
                unread(member),
                rooms.conversations().unread(member.id()),
                asked(member),
                rooms.announcements().unread(member.id()));
    }

    private boolean asked(Member member) {
        var version = rooms.house().termsVersion();
        return member.account()
                .acceptedTerms()
                .filter(accepted -> !accepted.isBefore(version))
                .isEmpty();
    }

    long unread(Member member) {
        var read = rooms.markers().find(member.id(), NOTIFICATIONS);
        return rooms.notifications()
                .unread(member.id(), read.map(marker -> marker.lastRead()).orElse(0L));
    }

    Assets assets() {
        return assets;
    }

    static Optional<String> shortened(String text, int max) {
        return text.isBlank() ? Optional.empty() : Optional.of(text.length() <= max ? text : text.substring(0, max));
    }
}
