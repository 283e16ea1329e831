// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.Map;
import org.allmende.http.Value.Many;
import org.allmende.http.Value.Named;
import org.allmende.http.Value.Nothing;
import org.allmende.http.Value.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads a JSON object as parameters.
final class JsonForm {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ParamTree.DEPTH_MAX)
                    .build())
            .build();

    private int values;

    static Map<String, Value> read(byte[] body) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            var first = parser.nextToken();
            if (first == null) {
                return Map.of();
            }
            if (first != JsonToken.START_OBJECT) {
                throw Fault.malformed("A JSON object is expected.");
            }
            var object = new JsonForm().object(parser);
            if (parser.nextToken() != null) {
                throw Fault.malformed("Something follows the JSON object.");
            }
            return object.members();
        } catch (JacksonException _) {
            throw Fault.malformed("That is not JSON.");
        }
    }

    private Named object(JsonParser parser) {
        var object = new Named();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = FormPair.clean(parser.currentName());
            object.members().put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private Many array(JsonParser parser) {
        var array = new Many();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.items().add(value(parser, token));
        }
        return array;
    }

    private Value value(JsonParser parser, JsonToken token) {
        if (++values > ParamTree.VALUES_MAX) {
            throw Fault.malformed("Too many values.");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NULL -> new Nothing();
            default -> new Text(FormPair.clean(parser.getString()));
        };
    }
}
