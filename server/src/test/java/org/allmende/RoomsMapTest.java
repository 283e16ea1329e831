// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `ROOMS.md`, the map for people, says what `Room` says. With `-Dallmende.write=true` it is drawn anew.
class RoomsMapTest {

    private static final Path MAP = Path.of("../ROOMS.md");

    @Test
    void the_map_shows_the_house_as_it_is() throws IOException {
        var drawn = drawing();
        if (Boolean.getBoolean("allmende.write")) {
            Files.writeString(MAP, drawn);
        }

        assertThat(MAP)
                .as("ROOMS.md is stale: run ./allmende test -Dtest=RoomsMapTest -Dallmende.write=true")
                .hasContent(drawn);
    }

    private static String drawing() {
        return """
                # The rooms of the house

                Drawn from `server/src/test/java/org/allmende/Room.java` by `RoomsMapTest`: change it there.

                A room is one package directly under `org.allmende`. Arrows go down: a room uses only the rooms it names,
                and `RoomsTest` refuses anything else. Doors (floor 5) translate and never decide; features (floor 3)
                decide and never see the network. Rooms in brackets are planned and not built yet.

                ```
                %s
                ```

                | Floor | Room | The sentence on its door | May use |
                |---|---|---|---|
                %s
                """.formatted(floors(), rows());
    }

    private static String floors() {
        var floors = Arrays.stream(Room.values())
                .collect(Collectors.groupingBy(
                        Room::floor, () -> new TreeMap<>(Comparator.<Integer>reverseOrder()), Collectors.toList()));
        return floors.entrySet().stream()
                .map(floor -> "floor " + floor.getKey() + "  "
                        + floor.getValue().stream().map(RoomsMapTest::label).collect(Collectors.joining("  ")))
                .collect(Collectors.joining("\n"));
    }

    private static String rows() {
        return List.of(Room.values()).reversed().stream()
                .map(room ->
                        "| %d | %s | %s | %s |".formatted(room.floor(), label(room), room.sentence(), arrows(room)))
                .collect(Collectors.joining("\n"));
    }

    private static String arrows(Room room) {
        if (room.uses().isEmpty()) {
            return "nothing";
        }
        return room == Room.APP ? "all" : room.uses().stream().map(Room::title).collect(Collectors.joining(" "));
    }

    private static String label(Room room) {
        return Room.PLANNED.contains(room) ? "(" + room.title() + ")" : room.title();
    }
}
