// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.allmende.http.Answer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON straight onto the wire, with the habits of this API: ids are texts, times have milliseconds, what is
/// absent is `null`.
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final JsonGenerator out;

    Json(JsonGenerator out) {
        this.out = out;
    }

    static Answer answer(Consumer<Json> value) {
        return answer(200, value);
    }

    static Answer answer(int status, Consumer<Json> value) {
        return Answer.json(status, out -> value.accept(new Json(out)));
    }

    static Answer members(Consumer<Json> members) {
        return answer(json -> json.object(() -> members.accept(json)));
    }

    static Answer nothing() {
        return members(_ -> {});
    }

    static Answer noItems() {
        return answer(json -> json.out.writeStartArray().writeEndArray());
    }

    static Answer error(int status, String message) {
        return answer(status, json -> json.object(() -> json.text("error", message)));
    }

    /// As one line of text, for streams.
    static String line(Consumer<Json> value) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            value.accept(new Json(out));
        }
        return text.toString();
    }

    static String time(Instant when) {
        return TIME.format(when);
    }

    static String day(Instant when) {
        return when.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    void object(Runnable members) {
        out.writeStartObject();
        members.run();
        out.writeEndObject();
    }

    <T> void list(Collection<T> items, Consumer<T> each) {
        out.writeStartArray();
        items.forEach(each);
        out.writeEndArray();
    }

    void yes() {
        out.writeBoolean(true);
    }

    void text(String value) {
        out.writeString(value);
    }

    Json text(String name, String value) {
        out.writeStringProperty(name, value);
        return this;
    }

    /// Text, or `null` where there is none. Ids are texts.
    Json text(String name, Optional<?> value) {
        return value.map(some -> text(name, some.toString())).orElseGet(() -> none(name));
    }

    Json time(String name, Instant when) {
        return text(name, time(when));
    }

    Json time(String name, Optional<Instant> when) {
        return text(name, when.map(Json::time));
    }

    Json number(String name, long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    Json fraction(String name, double value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    Json flag(String name, boolean value) {
        out.writeBooleanProperty(name, value);
        return this;
    }

    Json none(String name) {
        out.writeNullProperty(name);
        return this;
    }

    Json noItems(String name) {
        out.writeArrayPropertyStart(name).writeEndArray();
        return this;
    }

    Json value(String name, Consumer<Json> value) {
        out.writeName(name);
        value.accept(this);
        return this;
    }

    Json object(String name, Runnable members) {
        out.writeObjectPropertyStart(name);
        members.run();
        out.writeEndObject();
        return this;
    }

    <T> Json object(String name, Optional<T> value, Consumer<T> object) {
        if (value.isEmpty()) {
            return none(name);
        }
        out.writeName(name);
        object.accept(value.get());
        return this;
    }

    <T> Json list(String name, Collection<T> items, Consumer<T> each) {
        out.writeName(name);
        list(items, each);
        return this;
    }

    Json texts(String name, Collection<?> items) {
        return list(name, items, item -> text(item.toString()));
    }

    Json numbers(String name, Collection<? extends Number> items) {
        return list(name, items, item -> out.writeNumber(item.longValue()));
    }
}
