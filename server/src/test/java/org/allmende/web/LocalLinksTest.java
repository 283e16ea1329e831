// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.text.Markup;
import org.allmende.text.SafeHtml;
import org.junit.jupiter.api.Test;

class LocalLinksTest {

    @Test
    void hashtags_of_any_server_lead_to_ours() {
        var ours = Markup.html(
                Markup.scan("see #Äpfel"), _ -> java.util.Optional.empty(), tag -> "https://here.example/tags/" + tag);
        var foreign = SafeHtml.clean(
                "<p>see <a href=\"https://there.example/tags/pears\" class=\"mention hashtag\" rel=\"tag\">#<span>pears</span></a></p>");

        assertThat(LocalLinks.tags(ours)).isEqualTo("<p>see <a href=\"/tags/%C3%A4pfel\">#Äpfel</a></p>");
        assertThat(LocalLinks.tags(foreign)).isEqualTo("<p>see <a href=\"/tags/pears\">#pears</a></p>");
    }

    @Test
    void other_links_stay_as_they_are() {
        var html = SafeHtml.clean(
                "<p><a href=\"https://there.example/?a=$1&amp;b=2\" class=\"hashtagish\">#<span>x</span></a></p>");

        assertThat(LocalLinks.tags(html)).isEqualTo(html);
    }
}
