// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.timelines.Markers;
import org.allmende.timelines.Markers.Marker;

/// How far somebody has read.
final class MarkersApi {

    private static final List<String> TIMELINES = List.of("home", "notifications");

    private final Markers markers;

    MarkersApi(Markers markers) {
        this.markers = markers;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/markers", "read:statuses", this::read);
        on.member("POST /api/v1/markers", "write:statuses", this::set);
    }

    private Answer read(Request request, Member member) {
        var wanted = request.form().strings("timeline");
        var found = new LinkedHashMap<String, Marker>();
        for (var timeline : TIMELINES) {
            Optional.of(timeline)
                    .filter(wanted::contains)
                    .flatMap(name -> markers.find(member.id(), name))
                    .ifPresent(marker -> found.put(timeline, marker));
        }
        return answer(found);
    }

    private Answer set(Request request, Member member) {
        var wanted = new LinkedHashMap<String, Long>();
        for (var timeline : TIMELINES) {
            request.form()
                    .map(timeline)
                    .string("last_read_id")
                    .ifPresent(text -> wanted.put(
                            timeline, Ids.parse(text).orElseThrow(() -> new Fault(422, "last_read_id must be an id"))));
        }
        var moved = new LinkedHashMap<String, Marker>();
        wanted.forEach((timeline, id) -> moved.put(timeline, markers.set(member.id(), timeline, id)));
        return answer(moved);
    }

    private static Answer answer(Map<String, Marker> markers) {
        return Json.members(json -> markers.forEach((timeline, marker) -> json.object(
                timeline,
                () -> json.text("last_read_id", Long.toString(marker.lastRead()))
                        .number("version", marker.version())
                        .time("updated_at", marker.updated()))));
    }
}
