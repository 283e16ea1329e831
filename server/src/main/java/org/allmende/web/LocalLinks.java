// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.people.Person;
import org.allmende.text.Tags;

/// Makes mentions and hashtags in safe HTML lead to their pages here instead of away, in fewer letters than they came.
final class LocalLinks {

    /// In the shapes in which the text room writes and cleans them, and no others.
    private static final Pattern MENTION = Pattern.compile("(?:<span class=\"h-card\"(?: translate=\"no\")?>)"
            + "<a href=\"([^\"]*)\" class=\"u-url mention\"[^>]*>@<span>([^<]{1,600})</span></a></span>");

    private static final Pattern TAG = Pattern.compile(
            "<a href=\"[^\"]*\" class=\"[^\"]*\\bhashtag\\b[^\"]*\"[^>]*>#<span>([^<]{1,100})</span></a>");

    private LocalLinks() {}

    static String of(String html, List<Person> mentioned) {
        var tagged = tags(html);
        if (mentioned.isEmpty()) {
            return tagged;
        }
        var pages = new HashMap<String, String>();
        for (var person : mentioned) {
            pages.put(attribute(person.uri()), Faces.page(person));
            pages.put(attribute(person.url()), Faces.page(person));
        }
        return MENTION.matcher(tagged)
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(pages.get(found.group(1)))
                        .map(page -> "<a href=\"" + page + "\">@" + found.group(2) + "</a>")
                        .orElse(found.group())));
    }

    static String tags(String html) {
        return TAG.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(Tags.parse(found.group(1))
                        .map(tag -> "<a href=\"/tags/" + Feed.encoded(tag) + "\">#" + found.group(1) + "</a>")
                        .orElse(found.group())));
    }

    private static String attribute(String url) {
        return url.replace("&", "&amp;").replace("\"", "&#34;");
    }
}
