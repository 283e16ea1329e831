// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Setting;
import org.allmende.database.Settings;

/// What this instance says about itself: its nameplate, its rules, and the pages the owner writes.
public final class House {

    public static final Setting<String> TITLE = Setting.text("house.title", "Allmende");
    public static final Setting<String> DESCRIPTION =
            Setting.text("house.description", "A place on the social web that belongs to the people on it.");
    public static final Setting<String> CONTACT_EMAIL = Setting.text("house.contact_email", "");

    /// Documents of people and posts go only to servers that sign their requests ("authorized fetch"). Keeps them from
    /// who is suspended or blocked, and makes life harder for a few old servers.
    public static final Setting<Boolean> SIGNED_FETCH_ONLY = Setting.yesNo("federation.signed_fetch_only", false);

    public static final Setting<List<String>> LANGUAGES = new Setting<>(
            "house.languages",
            List.of("en"),
            text -> Arrays.stream(text.split(" ")).filter(one -> !one.isBlank()).toList(),
            list -> String.join(" ", list));

    /// More versions than anybody will compare.
    private static final int VERSIONS_MAX = 100;

    private final Database database;
    private final Settings settings;
    private final Ids ids;
    private final Clock clock;
    private final Function<String, String> html;
    private final HouseStore store = new HouseStore();

    /// `html` makes safe HTML of what the owner types.
    public House(Database database, Settings settings, Ids ids, Clock clock, Function<String, String> html) {
        this.database = database;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.html = html;
    }

    /// Puts rules and texts into an empty house, so that nobody lives in one without. For every start; a house where
    /// somebody has written already stays as it is.
    public void furnish() {
        if (database.read(tx -> store.newest(tx, HouseText.Kind.TERMS)).isPresent()) {
            return;
        }
        var now = clock.instant();
        database.write(tx -> {
            Furniture.rules().forEach(rule -> store.add(tx, rule, now));
            Furniture.texts().forEach((kind, source) -> store.write(tx, kind.ordinal() + 1L, text(kind, source, now)));
            return true;
        });
    }

    public Nameplate nameplate() {
        return new Nameplate(
                settings.get(TITLE), settings.get(DESCRIPTION), settings.get(CONTACT_EMAIL), settings.get(LANGUAGES));
    }

    public void write(Nameplate nameplate) {
        database.write(tx -> {
            settings.set(tx, TITLE, nameplate.title());
            settings.set(tx, DESCRIPTION, nameplate.description());
            settings.set(tx, CONTACT_EMAIL, nameplate.contactEmail());
            settings.set(tx, LANGUAGES, nameplate.languages());
            return true;
        });
    }

    public boolean signedFetchOnly() {
        return settings.get(SIGNED_FETCH_ONLY);
    }

    public void demandSignatures(boolean wanted) {
        database.write(tx -> {
            settings.set(tx, SIGNED_FETCH_ONLY, wanted);
            return true;
        });
    }

    public List<Rule> rules() {
        return database.read(store::rules);
    }

    public Rule addRule(String text, String hint) {
        var rule = new Rule(ids.next(), text, hint);
        return database.write(tx -> {
            store.add(tx, rule, clock.instant());
            return rule;
        });
    }

    /// Rewrites a rule. A new text has to be accepted anew; a new hint has not.
    public boolean editRule(long id, String text, String hint) {
        return database.write(tx -> store.edit(tx, new Rule(id, text, hint), clock.instant()));
    }

    public boolean removeRule(long id) {
        return database.write(tx -> store.remove(tx, id));
    }

    /// Brings the rules into this order.
    public void orderRules(List<Long> order) {
        database.write(tx -> {
            for (var position = 0; position < Math.min(order.size(), Rule.COUNT_MAX); position++) {
                store.place(tx, order.get(position), position);
            }
            return true;
        });
    }

    public HouseText text(HouseText.Kind kind) {
        return database.read(tx -> store.newest(tx, kind)).orElseGet(() -> text(kind, "", Instant.EPOCH));
    }

    /// Older versions, newest first.
    public List<HouseText> versions(HouseText.Kind kind) {
        return database.read(tx -> store.versions(tx, kind, VERSIONS_MAX));
    }

    public HouseText write(HouseText.Kind kind, String source) {
        var text = text(kind, source, clock.instant());
        return database.write(tx -> {
            store.write(tx, ids.next(), text);
            return text;
        });
    }

    private HouseText text(HouseText.Kind kind, String source, Instant written) {
        return new HouseText(kind, source, html.apply(source), written);
    }

    /// When the rules or the terms last changed: who accepted them earlier has not accepted these.
    public Instant termsVersion() {
        return database.read(store::termsWritten);
    }
}
