// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The plan of the house, held against the code.
class RoomsTest {

    /// The floors whose rooms may use each other, one way: tools and features. Doors know no door.
    private static final Set<Integer> LEVEL = Set.of(2, 3);

    private static final List<Path> SOURCES = List.of(Path.of("../language/src/main/java"), Path.of("src/main/java"));

    @Test
    void the_house_was_read() {
        assertThat(House.CLASSES).hasSizeGreaterThan(30);
        assertThat(House.CLASSES.contain("org.allmende.base.Ids")).isTrue();
        assertThat(House.CLASSES.contain("org.allmende.app.Main")).isTrue();
    }

    @Test
    void each_class_stands_in_a_room_of_the_plan_and_not_in_a_closet_of_it() {
        classes().should(standInABuiltRoom()).check(House.CLASSES);
    }

    @Test
    void each_room_uses_only_the_rooms_it_names() {
        classes().should(useOnlyRoomsTheyMayUse()).check(House.CLASSES);
    }

    @Test
    void arrows_go_down_or_along_a_floor_of_tools_or_features() {
        assertThat(Room.values())
                .allSatisfy(room -> assertThat(room.uses())
                        .allSatisfy(used -> assertThat(used.floor() < room.floor()
                                        || (used.floor() == room.floor() && LEVEL.contains(room.floor())))
                                .as("%s uses %s", room, used)
                                .isTrue()));
        assertThat(Room.APP.uses()).hasSize(Room.values().length - 1);
    }

    @Test
    void each_room_says_on_its_door_what_the_plan_says() throws IOException {
        for (var room : Room.values()) {
            for (var door : doors(room)) {
                var sentence = room.sentence();
                var expected = "Floor " + room.floor() + ". "
                        + sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";

                assertThat(String.join(" ", Files.readAllLines(door)).replaceAll("\\s*///\\s*", " "))
                        .as("%s", door)
                        .contains(expected);
            }
        }
    }

    @Test
    void each_room_of_the_plan_is_built_with_a_door_or_marked_as_planned() {
        assertThat(Arrays.stream(Room.values()).filter(RoomsTest::built))
                .containsExactlyElementsOf(Arrays.stream(Room.values())
                        .filter(room -> !Room.PLANNED.contains(room))
                        .toList());
        assertThat(Arrays.stream(Room.values()).filter(RoomsTest::built))
                .allSatisfy(room ->
                        assertThat(doors(room)).as("package-info of %s", room).hasSize(1));
    }

    private static boolean built(Room room) {
        return House.CLASSES.stream().anyMatch(type -> type.getPackageName().equals(room.packageName()));
    }

    private static List<Path> doors(Room room) {
        return SOURCES.stream()
                .map(root -> root.resolve("org/allmende").resolve(room.title()).resolve("package-info.java"))
                .filter(Files::exists)
                .toList();
    }

    private static ArchCondition<JavaClass> standInABuiltRoom() {
        return new ArchCondition<>("stand in a room of the plan that is built") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var room = Room.of(type.getPackageName());
                if (room.isEmpty() || Room.PLANNED.contains(room.get())) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " stands in " + type.getPackageName() + ", which is no built room"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> useOnlyRoomsTheyMayUse() {
        return new ArchCondition<>("use only the rooms that their room names in Room") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Room.of(type.getPackageName())
                        .ifPresent(room -> type.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> forbidden(room, dependency))
                                .forEach(dependency -> events.add(SimpleConditionEvent.violated(
                                        dependency, room.title() + ": " + dependency.getDescription()))));
            }
        };
    }

    private static boolean forbidden(Room room, Dependency dependency) {
        return Stream.of(dependency.getTargetClass().getBaseComponentType())
                .flatMap(target -> Room.of(target.getPackageName()).stream())
                .anyMatch(used -> !room.mayUse(used));
    }
}
