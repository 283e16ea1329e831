// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;

/// Posts with at least one tag of `any`, every one of `all` and `none` of the last. Keys as `Tags.key` makes them.
public record TagFilter(List<String> any, List<String> all, List<String> none, PublicFilter where) {

    public static TagFilter of(String tag) {
        return new TagFilter(List.of(tag), List.of(), List.of(), PublicFilter.FEDERATED);
    }
}
