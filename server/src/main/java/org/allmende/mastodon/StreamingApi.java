// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Map;
import java.util.Optional;
import org.allmende.http.Answer;
import org.allmende.http.EventStream;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Socket;
import org.allmende.http.SocketListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What is new, told at once: one WebSocket for all streams of an app, or server-sent events for each.
final class StreamingApi {

    /// The paths of the streams, for server-sent events.
    private static final Map<String, String> PATHS = Map.of(
            "user", "user",
            "user/notification", "user:notification",
            "public", "public",
            "public/local", "public:local",
            "public/remote", "public:remote",
            "hashtag", "hashtag",
            "hashtag/local", "hashtag:local",
            "list", "list",
            "direct", "direct");

    private final Rooms rooms;
    private final Shapes shapes;
    private final Streams streams;
    private final ObjectMapper frames = JsonMapper.builder().build();

    StreamingApi(Rooms rooms, Shapes shapes, Streams streams) {
        this.rooms = rooms;
        this.shapes = shapes;
        this.streams = streams;
    }

    void mount(Endpoints on) {
        on.open("GET /api/v1/streaming/health", _ -> Answer.text(200, "OK"));
        PATHS.forEach((path, name) ->
                on.stream("/api/v1/streaming/" + path, (request, member) -> events(request, member, name)));
        on.socket("/api/v1/streaming", this::socket);
    }

    private Answer events(Request request, Member member, String name) {
        var onlyMedia = request.query("only_media").filter("true"::equals).isPresent() && name.startsWith("public");
        var stream = StreamName.parse(onlyMedia ? name + ":media" : name, request.query("tag"), request.query("list"))
                .orElseThrow(() -> new Fault(400, "tag must be a hashtag, list the id of a list"));
        require(member, stream);
        streams.admit(member.id());
        var bearer = Guard.streamBearer(request).orElseThrow();
        return Answer.events(wire -> open(wire, member, stream, bearer));
    }

    // Lists are their owners' alone.
    private void require(Member member, StreamName stream) {
        Guard.require(member.token(), stream.scopes());
        if (stream.kind() instanceof StreamName.Kind.Listed(var list)
                && rooms.lists().find(member.id(), list).isEmpty()) {
            throw Finder.missing();
        }
    }

    private void open(EventStream wire, Member member, StreamName stream, String bearer) {
        var live = new LiveStream(member, rooms, shapes, (_, event, payload) -> wire.send(event, payload), wire::close);
        streams.add(live);
        wire.onClose(() -> leave(live));
        live.subscribe(stream);
        begin(live, bearer);
    }

    // A token that was taken back between the check and here was not yet on the list of those to hang up on.
    private void begin(LiveStream live, String bearer) {
        live.start();
        if (rooms.tokens().find(bearer).isEmpty()) {
            live.close();
        }
    }

    private void leave(LiveStream live) {
        streams.remove(live);
        live.close();
    }

    private Answer socket(Request request, Member member) {
        var first = request.query("stream").filter(name -> !name.isEmpty());
        var stream = first.map(name -> StreamName.parse(name, request.query("tag"), request.query("list"))
                .orElseThrow(() -> new Fault(400, "Unknown stream type")));
        stream.ifPresent(some -> require(member, some));
        streams.admit(member.id());
        // A browser that offers a protocol (its token) hangs up unless it is repeated.
        return Answer.socket(
                new Multiplex(member, stream, Guard.streamBearer(request).orElseThrow()),
                request.socketProtocols().stream().findFirst());
    }

    /// A WebSocket over which an app chooses its streams.
    private final class Multiplex implements SocketListener {

        private static final int POLICY_VIOLATED = 1008;

        private final Member member;
        private final Optional<StreamName> first;
        private final String bearer;
        private Socket socket;
        private LiveStream live;

        private Multiplex(Member member, Optional<StreamName> first, String bearer) {
            this.member = member;
            this.first = first;
            this.bearer = bearer;
        }

        @Override
        public void opened(Socket opened) {
            socket = opened;
            live = new LiveStream(
                    member, rooms, shapes, this::send, () -> socket.close(POLICY_VIOLATED, "The stream has ended."));
            streams.add(live);
            first.ifPresent(live::subscribe);
            begin(live, bearer);
        }

        private boolean send(StreamName stream, String event, String payload) {
            return socket.send(Json.line(json -> json.object(() ->
                    json.texts("stream", stream.label()).text("event", event).text("payload", payload))));
        }

        @Override
        public void text(String text) {
            if (text.isBlank()) {
                return;
            }
            try {
                var frame = frames.readTree(text);
                var name = StreamName.parse(
                        frame.path("stream").asString(""),
                        Optional.of(frame.path("tag").asString("")),
                        Optional.of(frame.path("list").asString("")));
                if (name.isEmpty()) {
                    complain("Unknown stream type", 400);
                } else {
                    obey(frame.path("type").asString(""), name.get());
                }
            } catch (JacksonException _) {
                complain("Frames must be JSON", 400);
            }
        }

        private void obey(String type, StreamName stream) {
            switch (type) {
                case "subscribe" -> subscribe(stream);
                case "unsubscribe" -> live.unsubscribe(stream);
                default -> complain("type must be subscribe or unsubscribe", 400);
            }
        }

        private void subscribe(StreamName stream) {
            try {
                require(member, stream);
            } catch (Fault fault) {
                complain(fault.message(), fault.status());
                return;
            }
            if (!live.subscribe(stream)) {
                complain("Too many streams", 429);
            }
        }

        private void complain(String error, int status) {
            socket.send(Json.line(
                    json -> json.object(() -> json.text("error", error).number("status", status))));
        }

        @Override
        public void closed() {
            leave(live);
        }
    }
}
