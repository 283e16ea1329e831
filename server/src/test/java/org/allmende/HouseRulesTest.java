// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.allmende.activity.Verified;
import org.junit.jupiter.api.Test;

/// The rules of the house that cannot be argued with here, only changed here.
class HouseRulesTest {

    /// Where SQL comes from: the language's own types, the query library, the drivers and their pool.
    private static final List<String> SQL =
            List.of("java.sql", "javax.sql", "org.jdbi", "org.sqlite", "org.postgresql", "com.zaxxer");

    /// Where the network comes from.
    private static final List<String> NETWORK =
            List.of("java.net.http", "javax.net", "org.eclipse.jetty", "com.sun.net");

    /// Types of packages that are otherwise harmless, by which one could reach the network.
    private static final Set<String> SOCKETS = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.ServerSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.AsynchronousServerSocketChannel",
            "org.jsoup.Connection");

    /// What reaches out or asks DNS although its type is a plain value.
    private static final Set<String> CALLS_OUT = Set.of(
            "java.net.URL.openConnection",
            "java.net.URL.openStream",
            "java.net.URL.getContent",
            "java.net.InetAddress.getByName",
            "java.net.InetAddress.getAllByName",
            "java.net.InetAddress.getLocalHost",
            "java.net.InetAddress.isReachable",
            "org.jsoup.Jsoup.connect");

    /// Where entities and other documents are loaded in passing.
    private static final List<String> XML = List.of("javax.xml", "org.xml", "org.w3c.dom.ls");

    private static final Set<String> EMPTY_NAMES = Set.of(
            "util", "utils", "common", "helper", "helpers", "manager", "impl", "service", "processor", "data", "info");

    /// As verbs before something else; a `handle` alone is the name of a person.
    private static final Set<String> EMPTY_VERBS = Set.of("do", "handle", "process");

    /// The names of protocols are not ours to choose.
    private static final Set<String> FOREIGN_NAMES = Set.of("NodeInfo");

    @Test
    void stores_and_rows_are_the_business_of_their_room_alone() {
        classes()
                .that(describe(
                        "are stores or rows",
                        type -> type.getSimpleName().endsWith("Store")
                                || type.getSimpleName().endsWith("Row")))
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(House.CLASSES);
    }

    @Test
    void only_verifiers_say_that_something_is_proved() {
        noClasses()
                .that(describe("are no verifiers", type -> !House.file(type).endsWith("Verifier")))
                .should()
                .accessTargetWhere(reaching("makes a Verified", HouseRulesTest::makesVerified))
                .check(House.CLASSES);
    }

    @Test
    void nobody_reads_the_wall_clock() {
        noClasses()
                .should()
                .accessTargetWhere(reaching("reads the wall clock", HouseRulesTest::readsTheClock))
                .check(House.CLASSES);
    }

    @Test
    void sql_is_written_in_stores_and_spoken_in_the_database_room() {
        noClasses()
                .that(describe(
                        "are no stores and not in database or app",
                        type -> !House.in(type, Room.DATABASE, Room.APP)
                                && !House.file(type).endsWith("Store")))
                .should()
                .dependOnClassesThat(describe("are of SQL", type -> within(type, SQL)))
                .check(House.CLASSES);
    }

    @Test
    void the_network_is_reached_through_http_and_peers_alone() {
        noClasses()
                .that(describe("are not in http or peers", type -> !House.in(type, Room.HTTP, Room.PEERS)))
                .should()
                .dependOnClassesThat(describe(
                        "are of the network", type -> within(type, NETWORK) || SOCKETS.contains(type.getName())))
                .check(House.CLASSES);
    }

    @Test
    void no_plain_value_is_asked_to_reach_out() {
        noClasses()
                .that(describe("are not in http or peers", type -> !House.in(type, Room.HTTP, Room.PEERS)))
                .should()
                .accessTargetWhere(reaching("calls out", HouseRulesTest::callsOut))
                .check(House.CLASSES);
    }

    @Test
    void json_is_read_and_written_at_the_edge() {
        noClasses()
                .that(describe(
                        "are of floors 0 to 4, but not in the tools of the edge",
                        type -> !House.in(
                                type,
                                Room.HTTP,
                                // What other servers wrote is read here for the doors, and proofs are about JSON.
                                Room.ACTIVITYSTREAMS,
                                Room.SIGNATURES,
                                Room.ACTIVITYPUB,
                                Room.MASTODON,
                                Room.WEB,
                                Room.PEERS,
                                Room.APP)))
                .should()
                .dependOnClassesThat(describe("are of Jackson", type -> within(type, List.of("tools.jackson"))))
                .check(House.CLASSES);
    }

    @Test
    void nobody_reads_xml() {
        noClasses()
                .should()
                .dependOnClassesThat(describe("are of XML", type -> within(type, XML)))
                .check(House.CLASSES);
        // What Java tells about a picture hangs in such a tree. Nothing is parsed for it.
        noClasses()
                .that(describe("do not read pictures", type -> !House.file(type).equals("PictureReader")))
                .should()
                .dependOnClassesThat(describe("are of XML trees", type -> within(type, List.of("org.w3c.dom"))))
                .check(House.CLASSES);
    }

    @Test
    void there_is_no_static_state() {
        fields().that().areStatic().should().beFinal().check(House.CLASSES);
    }

    @Test
    void names_of_classes_say_something() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should(haveMeaningfulNames())
                .check(House.CLASSES);
    }

    @Test
    void names_of_methods_say_something() {
        methods().should(beNamedForWhatTheyDo()).check(House.CLASSES);
    }

    private static boolean makesVerified(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Verified.class)
                && access.getTarget().getName().equals("<init>")
                && !access.getOriginOwner().isEquivalentTo(Verified.class);
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        var name = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            // Making the one clock is the business of the wiring.
            case "java.time.Clock" ->
                (name.startsWith("system") || name.startsWith("tick")) && !House.in(access.getOriginOwner(), Room.APP);
            case "java.time.InstantSource" -> name.equals("system");
            case "java.util.Date" -> name.equals("<init>") && parameters(access).isEmpty();
            case "java.util.Calendar", "java.util.GregorianCalendar" ->
                name.equals("getInstance") || name.equals("<init>");
            default ->
                owner.startsWith("java.time.")
                        && name.equals("now")
                        && parameters(access).stream().noneMatch("java.time.Clock"::equals);
        };
    }

    private static boolean callsOut(JavaAccess<?> access) {
        return CALLS_OUT.contains(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName())
                || (access.getTargetOwner().getName().equals("javax.imageio.ImageIO")
                        && parameters(access).contains("java.net.URL"));
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }

    private static boolean within(JavaClass type, List<String> packages) {
        var home = type.getBaseComponentType().getPackageName();
        return packages.stream().anyMatch(name -> home.equals(name) || home.startsWith(name + "."));
    }

    private static ArchCondition<JavaClass> haveMeaningfulNames() {
        return new ArchCondition<>("have a name that says something") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var name = FOREIGN_NAMES.stream()
                        .reduce(type.getSimpleName(), (rest, foreign) -> rest.replace(foreign, ""));
                if (words(name).anyMatch(EMPTY_NAMES::contains)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has an empty word in its name"));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> beNamedForWhatTheyDo() {
        return new ArchCondition<>("be named for what they do") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var words = words(method.getName()).toList();
                var empty = (EMPTY_VERBS.contains(words.getFirst()) && words.size() > 1)
                        || words.stream().anyMatch(EMPTY_NAMES::contains)
                                && !method.getName().equals("info");
                if (empty && !givenByOthers(method)) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getFullName() + " has an empty word in its name"));
                }
            }
        };
    }

    /// Overrides what a library named.
    private static boolean givenByOthers(JavaMethod method) {
        var parameters =
                method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        return method.getModifiers().contains(JavaModifier.SYNTHETIC)
                || Stream.concat(
                                method.getOwner().getAllRawSuperclasses().stream(),
                                method.getOwner().getAllRawInterfaces().stream())
                        .filter(type -> !type.getPackageName().startsWith("org.allmende"))
                        .anyMatch(type ->
                                type.tryGetMethod(method.getName(), parameters).isPresent());
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+"))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static DescribedPredicate<JavaAccess<?>> reaching(String description, Predicate<JavaAccess<?>> predicate) {
        return describe(description, predicate);
    }
}
