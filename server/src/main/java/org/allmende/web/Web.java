// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.Clock;
import org.allmende.base.ActorId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// The pages of an instance.
public final class Web {

    private final Hall hall;
    private final Doorway doorway;
    private final Assets assets;
    private final LivePages live;

    /// `patience` multiplies the usual limits on trying: 1, or more where one machine plays a whole village.
    public Web(Rooms rooms, int patience) {
        this.assets = new Assets();
        var faces = new Faces(rooms.media(), assets);
        var frames = new Frames(rooms, faces, assets);
        var visitors = new Visitors(rooms.sessions(), rooms.accounts(), rooms.people(), new Dictionary(clock(rooms)));
        this.doorway = new Doorway(visitors, new Guard(rooms.addresses()), frames);
        this.hall = new Hall(
                rooms,
                frames,
                faces,
                new Cards(rooms.people(), rooms.previews(), faces, rooms.filters()),
                new Deeds(rooms.verifier(), rooms.intake(), rooms.ids()),
                new Limits(clock(rooms), patience));
        this.live = new LivePages(hall);
    }

    private static Clock clock(Rooms rooms) {
        return rooms.clock();
    }

    /// Answers under `/`, and whatever nobody else answers.
    public void mount(Routes routes) {
        new FilePages(hall, assets).mount(routes);
        var pages = routes.group("", options -> options.filter(doorway));
        new StartPages(hall).mount(pages);
        new LoginPages(hall).mount(pages);
        new JoinPages(hall).mount(pages);
        new TimelinePages(hall).mount(pages);
        new ProfilePages(hall).mount(pages);
        new PostPages(hall).mount(pages);
        new DeedPages(hall).mount(pages);
        new PersonPages(hall).mount(pages);
        new ListPages(hall).mount(pages);
        new NotificationPages(hall).mount(pages);
        new AskedPages(hall).mount(pages);
        new SearchPages(hall).mount(pages);
        new IntentPages(hall).mount(pages);
        new ElsewherePages(hall).mount(pages);
        new PaperPages(hall).mount(pages);
        new AnnouncementPages(hall).mount(pages);
        new SettingsPages(hall).mount(pages);
        new TagPages(hall).mount(pages);
        new AvoidedPages(hall).mount(pages);
        new LetterPages(hall).mount(pages);
        new FilterPages(hall).mount(pages);
        new EarsPages(hall).mount(pages);
        new AccountPages(hall).mount(pages);
        new SecondPages(hall).mount(pages);
        new MovePages(hall).mount(pages);
        new IdentityPages(hall).mount(pages);
        new HousePages(hall).mount(pages);
        new JobPages(hall).mount(pages);
        new RelayPages(hall).mount(pages);
        new StoragePages(hall).mount(pages);
        new ModerationPages(hall).mount(pages);
        new MemberPages(hall).mount(pages);
        new ConsentPages(hall).mount(pages);
        live.mount(pages);
        var drafts = new Drafts(hall);
        new WritePages(hall, drafts).mount(pages, roomy(pages));
        new SelfPages(hall).mount(pages, roomy(pages));
        new LuggagePages(hall).mount(pages, roomy(pages));
        new EmojiPages(hall).mount(pages, roomy(pages));
        pages.fallback(Web::missing);
    }

    /// For forms that bring pictures: as many as a post may have, and the text around them.
    private Routes roomy(Routes pages) {
        var bounds = hall.rooms().media().bounds();
        var bytes = bounds.uploadBytesMax() * bounds.perPostMax() + (1L << 20);
        return pages.group("", options -> options.bodyBytesMax(bytes));
    }

    private static Answer missing(Request request) {
        throw Fault.missing();
    }

    /// A session is over: nothing more is told to its pages.
    public void sessionEnded(long session) {
        live.sessionEnded(session);
    }

    /// An account is closed, or its person suspended.
    public void gone(ActorId actor) {
        live.gone(actor);
    }
}
