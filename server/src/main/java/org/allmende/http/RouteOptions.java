// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.ArrayList;
import java.util.List;

/// What holds for a group of routes: how large a body may be, whether pages of other sites may ask, and the filters
/// around them, outermost first.
public record RouteOptions(long bodyBytesMax, boolean cors, List<Filter> filters) {

    /// Enough for any post or activity; the peers we know stop at 1 MB too.
    public static final long BODY_BYTES = 1024 * 1024;

    public RouteOptions {
        filters = List.copyOf(filters);
    }

    public static RouteOptions usual() {
        return new RouteOptions(BODY_BYTES, false, List.of());
    }

    public RouteOptions bodyBytesMax(long bytes) {
        return new RouteOptions(bytes, cors, filters);
    }

    /// Pages of any site may ask, without cookies.
    public RouteOptions withCors() {
        return new RouteOptions(bodyBytesMax, true, filters);
    }

    public RouteOptions withoutCors() {
        return new RouteOptions(bodyBytesMax, false, filters);
    }

    /// Adds a filter inside those that are there.
    public RouteOptions filter(Filter filter) {
        var more = new ArrayList<>(filters);
        more.add(filter);
        return new RouteOptions(bodyBytesMax, cors, more);
    }
}
