// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import java.util.List;
import java.util.Map;

/// Two invented villages on two real instances, where a few people have just talked.
final class Village implements AutoCloseable {

    private final Instance here = Instance.onSqlite();
    private final Instance there = Instance.onSqlite();
    private final Member marta;

    Village() {
        nameThePlace();
        marta = here.member("marta");
        var tomas = here.member("tomas");
        var ines = here.member("ines");
        var yusuf = here.member("yusuf");
        var ailsa = there.member("ailsa");
        var joon = there.member("joon");
        introduce(tomas, ines, yusuf, ailsa, joon);
        List.of(tomas, ines, yusuf, ailsa, joon).forEach(marta::follow);
        List.of(ines, yusuf, ailsa).forEach(tomas::follow);
        ines.follow(marta);
        yusuf.follow(marta);
        ailsa.follow(marta);
        ailsa.follow(tomas);
        talk(tomas, ines, yusuf, ailsa, joon);
        readTheRules();
    }

    /// Who was made at the command line has accepted nothing yet, and is asked on each page.
    private void readTheRules() {
        try (var visitor = Visitor.at(here)) {
            visitor.logsIn("marta", Member.PASSWORD);
            visitor.goesTo("/accept");

            visitor.presses("I accept them");
        }
    }

    private void nameThePlace() {
        try (var owner = Visitor.at(here)) {
            owner.goesTo(here.ownerLink());
            owner.fillsIn("hollow");
            owner.presses("Make the owner's account");
            owner.sees("Who can join");
            owner.writes("Name", "Mill Hollow");
            owner.page()
                    .locator("[name=description]")
                    .fill("A small place for the people of the valley and their friends: gardens, bread, bees, tools to"
                            + " lend, and news from the mill.");
            owner.presses("Save");
            owner.sees("Saved.");
        }
    }

    private void introduce(Member tomas, Member ines, Member yusuf, Member ailsa, Member joon) {
        looks(
                marta,
                "Marta Lind",
                "Keeps the orchard, and the seed library in the old school.",
                Painter.face(0xcfdcc0, 0x3c5b31, 0xe8bd95, 0x8a4b2a, true),
                Painter.meadow());
        tomas.sendFiles(
                "PATCH",
                "/api/v1/accounts/update_credentials",
                Map.of(
                        "display_name",
                        "Tomas Okoro",
                        "note",
                        "Bees, honey and everything with wings. I lend out the honey press: just ask. #bees #orchard",
                        "fields_attributes[0][name]",
                        "Honey",
                        "fields_attributes[0][value]",
                        "Saturdays at the mill"),
                Map.of(
                        "avatar",
                        Painter.face(0xe9c877, 0x5a4632, 0x8a5a3c, 0x2b211b, false),
                        "header",
                        Painter.meadow()));
        looks(
                ines,
                "Ines Vogel",
                "Carpenter. Repairs windows, chairs and opinions.",
                Painter.face(0xd7b9a2, 0x7a3f2a, 0xf0cfae, 0x33281f, true),
                Painter.night());
        looks(
                yusuf,
                "Yusuf Demir",
                "Bread from four in the morning.",
                Painter.face(0xb7c8cf, 0xf4ecd8, 0xc99468, 0x1f1a17, false),
                Painter.meadow());
        looks(
                ailsa,
                "Ailsa Reid",
                "Builds boats, mostly wooden ones.",
                Painter.face(0x9db8c4, 0x24475a, 0xf3d3bb, 0xb5543a, true),
                Painter.night());
        looks(
                joon,
                "Joon Park",
                "Weather, waders and what the tide brings.",
                Painter.face(0xe3d3b4, 0x6d7f4a, 0xe6bf97, 0x1d1b1a, false),
                Painter.night());
    }

    private static void looks(Member member, String name, String bio, byte[] face, byte[] header) {
        member.sendFiles(
                "PATCH",
                "/api/v1/accounts/update_credentials",
                Map.of("display_name", name, "note", bio),
                Map.of("avatar", face, "header", header));
    }

    private void talk(Member tomas, Member ines, Member yusuf, Member ailsa, Member joon) {
        joon.says("First lapwings on the mudflats this morning, three weeks early. #birds");
        marta.sees("First lapwings");
        var pinned = tomas.says("Whoever sees a swarm: do not spray, do not panic, write to me. I come with a box.");
        tomas.post("/api/v1/statuses/" + pinned + "/pin");
        shows(
                tomas,
                "The hives have a new coat of paint, each colony its own colour so that everybody finds home. #bees",
                Painter.hives(),
                "Three beehives on a meadow, painted yellow, blue and red, with bees in the air");
        ines.post(
                "/api/v1/statuses",
                "status",
                "What do we build first in the old fire station?",
                "poll[options][]",
                "A workshop to share tools",
                "poll[options][]",
                "A kitchen for everybody",
                "poll[options][]",
                "A cinema with twelve seats",
                "poll[expires_in]",
                "172800");
        var boat = shows(
                ailsa,
                "She floats! Two winters of work, and not a drop inside. Thank you, @marta@" + here.domain()
                        + ", for the oak. #boats",
                Painter.boat(),
                "A small sailing boat with a red sail on calm water in the evening");
        var seen = marta.sees("She floats!").path("id").asString();
        tomas.sees("She floats!");
        var answer = marta.post(
                        "/api/v1/statuses",
                        "status",
                        ailsa.handle()
                                + " What a sight. The tree stood behind my grandmother's house for ninety years; now it"
                                + " learns to swim.",
                        "in_reply_to_id",
                        seen)
                .path("id")
                .asString();
        tomas.post(
                "/api/v1/statuses",
                "status",
                "@marta " + ailsa.handle() + " When is the first trip? I bring honey cake.",
                "in_reply_to_id",
                answer);
        Wait.until(
                "the answers are there",
                () -> ailsa.get("/api/v1/statuses/" + boat + "/context")
                                .path("descendants")
                                .size()
                        == 2);
        var last = ailsa.get("/api/v1/statuses/" + boat + "/context")
                .path("descendants")
                .get(1)
                .path("id")
                .asString();
        ailsa.post(
                "/api/v1/statuses",
                "status",
                marta.handle() + " " + tomas.handle()
                        + " Sunday at high water, a little after nine. There is room for five and" + " a cake.",
                "in_reply_to_id",
                last);
        marta.isToldOf("mention", ailsa);
        shows(
                yusuf,
                "Rye with roasted apple, from Marta's orchard. Eight loaves are left, at the window until noon. #bread",
                Painter.bread(),
                "Two round loaves with cuts in the crust on a wooden table");
        var apples = shows(
                marta,
                "The late apples are ripe. Bring a basket and take what you need: the ladders stand at the gate. #orchard",
                Painter.orchard(),
                "Rows of apple trees full of red apples, low hills and a pale sun behind them");
        for (var neighbour : List.of(tomas, ines, yusuf)) {
            neighbour.post("/api/v1/statuses/" + apples + "/favourite");
        }
        ines.post("/api/v1/statuses/" + apples + "/reblog");
        var there = ailsa.sees("The late apples are ripe").path("id").asString();
        ailsa.post("/api/v1/statuses/" + there + "/favourite");
        ailsa.post("/api/v1/statuses/" + there + "/reblog");
        marta.isToldOf("reblog", ailsa);
        yusuf.post(
                "/api/v1/statuses",
                "status",
                "@marta Two baskets for me, please. The oven is hungry.",
                "in_reply_to_id",
                apples);
        marta.isToldOf("mention", yusuf);
        marta.post("/api/v1/statuses/" + seen + "/favourite");
        marta.post("/api/v1/statuses/" + seen + "/reblog");
    }

    private static String shows(Member member, String text, byte[] picture, String description) {
        var media = member.upload(picture, description);
        return member.post("/api/v1/statuses", "status", text, "media_ids[]", media)
                .path("id")
                .asString();
    }

    Instance here() {
        return here;
    }

    Instance there() {
        return there;
    }

    @Override
    public void close() {
        here.close();
        there.close();
    }
}
