// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The plan of the house: each room, its floor, the sentence on its door, and the rooms it may use.
///
/// `RoomsTest` holds the code to it and `ROOMS.md` is drawn from it. A room can only name rooms that stand above it in
/// this list, so there are no cycles. Moving an arrow is a reviewed change with a record in `docs/decisions`.
public enum Room {
    BASE(0, "ids, clock, pages, hashes and keys; knows nobody"),
    ACTIVITY(1, "what can be said and done, and what came of it", BASE),

    DATABASE(
            2,
            "SQLite or PostgreSQL: transactions, migrations, news within and after them, durable jobs, settings",
            BASE),
    HTTP(2, "routes, requests, answers; the guarded client for going out", BASE),
    TEXT(2, "foreign HTML made safe; Markdown; mentions, tags, links", BASE),
    ACTIVITYSTREAMS(
            2, "documents of other servers, read strictly into facts; ours, written from facts", BASE, ACTIVITY, TEXT),
    SIGNATURES(
            2,
            "who sent a request, who made an object: signatures of HTTP, proofs inside objects",
            BASE,
            ACTIVITYSTREAMS),
    PLUGINS(2, "the contract for policies and listeners, and the fence around them", BASE, ACTIVITY),

    PEOPLE(
            3,
            "members and strangers, their profiles; follows, blocks, mutes; invitations; moves",
            BASE,
            ACTIVITY,
            DATABASE,
            TEXT),
    ACCESS(3, "passwords, passkeys, sessions, OAuth apps and tokens", BASE, ACTIVITY, DATABASE, PEOPLE),
    MEDIA(3, "pictures, sound, film: upload, check, resize, keep, proxy", BASE, ACTIVITY, DATABASE),
    POSTS(3, "notes, polls, threads, likes, shares; who may see what", BASE, ACTIVITY, DATABASE, TEXT, PEOPLE, MEDIA),
    DESK(
            3,
            "what is written and not said yet: drafts, and posts that wait for their hour",
            BASE,
            ACTIVITY,
            DATABASE,
            MEDIA,
            POSTS),
    PREVIEWS(
            3,
            "what links lead to: each page looked at once for everybody, and shown without asking others",
            BASE,
            ACTIVITY,
            DATABASE,
            TEXT,
            MEDIA),
    TIMELINES(
            3,
            "what reaches each reader: home, public, lists, tags, search, notifications, live",
            BASE,
            ACTIVITY,
            DATABASE,
            PEOPLE,
            POSTS),
    DISCOVERY(
            3,
            "what may be worth a look: trends and suggestions, by nothing but counting what everybody may see",
            BASE,
            DATABASE,
            PEOPLE,
            POSTS,
            PREVIEWS),
    PUSH(
            3,
            "waking apps that are not open: where they want to be woken, of what, and sealed so that only they can read",
            BASE,
            DATABASE,
            TEXT,
            PEOPLE,
            ACCESS,
            TIMELINES),
    FILTERS(
            3,
            "what each reader does not want to read: words, patterns, hashtags, languages, single posts",
            BASE,
            ACTIVITY,
            DATABASE,
            TEXT,
            PEOPLE,
            MEDIA,
            POSTS),
    LUGGAGE(
            3,
            "what people carry from house to house: whom they follow, block and mute, as files, out and in",
            BASE,
            ACTIVITY,
            DATABASE,
            TEXT,
            PEOPLE,
            POSTS,
            TIMELINES),
    MODERATION(
            3,
            "rules, reports, policies per domain, appeals; the gate that every deed passes",
            BASE,
            ACTIVITY,
            DATABASE,
            PLUGINS,
            PEOPLE,
            MEDIA,
            POSTS),
    GOVERNANCE(
            3, "proposals, ballots, juries, mandates (later work)", BASE, ACTIVITY, DATABASE, TEXT, PEOPLE, MODERATION),

    INTAKE(4, "the one road in", BASE, ACTIVITY, DATABASE, PLUGINS, PEOPLE, MEDIA, POSTS, MODERATION, GOVERNANCE),

    ACTIVITYPUB(
            5,
            "door: inbox, fetching, translating, WebFinger, distribution, delivery",
            BASE,
            ACTIVITY,
            DATABASE,
            HTTP,
            TEXT,
            ACTIVITYSTREAMS,
            SIGNATURES,
            PEOPLE,
            MEDIA,
            POSTS,
            PREVIEWS,
            MODERATION,
            INTAKE),
    MASTODON(
            5,
            "door: the client API for apps",
            BASE,
            ACTIVITY,
            HTTP,
            TEXT,
            PEOPLE,
            ACCESS,
            MEDIA,
            POSTS,
            DESK,
            PREVIEWS,
            TIMELINES,
            DISCOVERY,
            PUSH,
            FILTERS,
            LUGGAGE,
            MODERATION,
            INTAKE),
    WEB(
            5,
            "door: server-rendered pages and feeds",
            BASE,
            ACTIVITY,
            HTTP,
            TEXT,
            PEOPLE,
            ACCESS,
            MEDIA,
            POSTS,
            DESK,
            PREVIEWS,
            TIMELINES,
            DISCOVERY,
            FILTERS,
            LUGGAGE,
            MODERATION,
            GOVERNANCE,
            INTAKE),
    PEERS(5, "door: between the overlay and the rooms", BASE, ACTIVITY, DATABASE, HTTP, PEOPLE, MEDIA, POSTS, INTAKE),

    APP(6, "configuration, wiring, start, stop, command line", everything());

    /// Rooms with a place in the plan that nobody has built yet.
    static final Set<Room> PLANNED = Set.of(PLUGINS, GOVERNANCE, PEERS);

    private static final String ROOT = "org.allmende";

    private final int floor;
    private final String sentence;
    private final List<Room> uses;

    Room(int floor, String sentence, Room... uses) {
        this.floor = floor;
        this.sentence = sentence;
        this.uses = List.of(uses);
    }

    int floor() {
        return floor;
    }

    String sentence() {
        return sentence;
    }

    /// The name of the room: the last part of its package.
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    String packageName() {
        return ROOT + "." + title();
    }

    boolean mayUse(Room other) {
        return this == other || uses.contains(other);
    }

    Set<Room> uses() {
        return new TreeSet<>(uses);
    }

    static Optional<Room> of(String packageName) {
        return Arrays.stream(values())
                .filter(room -> room.packageName().equals(packageName))
                .findFirst();
    }

    // The app may use all rooms, but cannot name the list while the list is being made.
    private static Room[] everything() {
        return new Room[] {
            BASE,
            ACTIVITY,
            DATABASE,
            HTTP,
            TEXT,
            ACTIVITYSTREAMS,
            SIGNATURES,
            PLUGINS,
            PEOPLE,
            ACCESS,
            MEDIA,
            POSTS,
            DESK,
            PREVIEWS,
            TIMELINES,
            DISCOVERY,
            PUSH,
            FILTERS,
            LUGGAGE,
            MODERATION,
            GOVERNANCE,
            INTAKE,
            ACTIVITYPUB,
            MASTODON,
            WEB,
            PEERS
        };
    }
}
