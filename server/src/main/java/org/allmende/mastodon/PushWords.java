// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.allmende.access.Account;
import org.allmende.access.Accounts;
import org.allmende.media.MediaLibrary;
import org.allmende.push.Subscription;
import org.allmende.push.Wording;
import org.allmende.text.PlainText;
import org.allmende.timelines.Notification;

/// What wakes an app, in this API's shape and in the member's language.
public final class PushWords implements Wording {

    private static final String USUAL = "en";
    private static final int LETTERS_MAX = 200;

    private final Accounts accounts;
    private final MediaLibrary media;
    private final Links links;
    private final Map<String, Properties> words = Map.of(USUAL, read(USUAL), "de", read("de"));

    public PushWords(Accounts accounts, MediaLibrary media, Links links) {
        this.accounts = accounts;
        this.media = media;
        this.links = links;
    }

    private static Properties read(String language) {
        try (var file = PushWords.class.getResourceAsStream("push_" + language + ".properties")) {
            var read = new Properties();
            read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] words(Subscription subscription, Notification one, String bearer) {
        var locale = accounts.find(subscription.reader())
                .flatMap(Account::locale)
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(words::containsKey)
                .orElse(USUAL);
        var kind = NotificationJson.word(one.kind());
        var faces = Faces.of(links, media, Stream.of(one.actor()), List.of());
        return Json.line(json -> json.object(() -> json.text("access_token", bearer)
                        .text("preferred_locale", locale)
                        .number("notification_id", one.id())
                        .text("notification_type", kind)
                        .text("icon", faces.avatar(one.actor()))
                        .text("title", title(locale, kind, one))
                        .text("body", body(one))))
                .getBytes(StandardCharsets.UTF_8);
    }

    // Long names would fill the envelope.
    private String title(String locale, String kind, Notification one) {
        return words.get(locale)
                .getProperty(kind)
                .replace("{0}", PlainText.excerpt(one.actor().title(), LETTERS_MAX));
    }

    private static String body(Notification one) {
        return one.post()
                .map(post -> post.summary().orElseGet(() -> post.body().html()))
                .map(html -> PlainText.excerpt(html, LETTERS_MAX))
                .filter(text -> !text.isBlank())
                .orElse("@" + one.actor().handle());
    }
}
