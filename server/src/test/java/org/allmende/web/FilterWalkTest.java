// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Filters in a browser without scripts.
class FilterWalkTest {

    @Test
    void a_filter_folds_covers_and_hides_and_is_taken_away_again(@TempDir Path folder) {
        try (var instance = TrialInstance.start(folder)) {
            instance.join("ann");
            instance.join("bob");
            var ann = Browser.of(instance, "ann");
            var bob = Browser.of(instance, "bob");
            bob.write("the <spoiler> of it", "audience=public");
            var form = new String[] {
                "title=Not <now>", "terms=spoiler\n#secrets\nlang:xx\n/a+b/\n*art*", "contexts[]=PUBLIC", "lasts=1d"
            };

            assertThat(ann.post("/settings/filters/new", "title=x", "terms=/(/", "contexts[]=HOME")
                            .html())
                    .contains("cannot be looked for", "/(/");
            assertThat(ann.post("/settings/filters/new", "title=x", "terms=a").html())
                    .contains("Choose at least one place");
            assertThat(ann.post("/settings/filters/new", with(form, "action=WARN"))
                            .html())
                    .contains("Not &lt;now&gt;", "in public timelines");
            assertThat(ann.get("/local").html()).contains("Filtered: Not &lt;now&gt;", "of it");
            assertThat(bob.get("/local").html()).doesNotContain("Filtered");
            assertThat(ann.get("/@bob").html()).doesNotContain("Filtered").contains("of it");

            var edit = ann.get("/settings/filters")
                    .find("href=\"(/settings/filters/\\d+)\"")
                    .orElseThrow();
            assertThat(ann.get(edit).html()).contains("#secrets", "lang:xx", "/a+b/", "*art*", "Until");
            ann.post(edit, with(form, "action=HIDE"));
            assertThat(ann.get("/local").html()).doesNotContain("of it");
            assertThat(bob.get(edit).status()).isEqualTo(404);

            ann.post(edit + "/remove");
            assertThat(ann.get("/local").html()).contains("of it").doesNotContain("Filtered");
        }
    }

    private static String[] with(String[] form, String more) {
        var all = java.util.Arrays.copyOf(form, form.length + 1);
        all[form.length] = more;
        return all;
    }
}
