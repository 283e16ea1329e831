// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One run of the fuzzer Jazzer (libFuzzer for Java) over a target, in a Java machine of its own: what it does to
/// classes must not reach other tests, and what it finds may be that memory runs out.
record GuidedRun(String name, Path folder, String output, Optional<byte[]> input) {

    /// How long each target is fired at. By hand it may be hours, and then chance is free.
    private static final Optional<Integer> SECONDS_BY_HAND = Optional.ofNullable(Integer.getInteger("fuzz.seconds"));

    /// All targets together must stay below a minute of a machine with two cores, with starting and instrumenting.
    private static final int SECONDS = 2;

    /// No reader here may think longer about one input. Generous, since machines that test are busy.
    private static final int SECONDS_OF_ONE_INPUT = 10;

    private static final int OUTPUT_SHOWN_MAX = 8_000;

    static GuidedRun of(Fuzzed target, Path under) throws IOException, InterruptedException {
        return of(target, under, SECONDS_BY_HAND.orElse(SECONDS), List.of());
    }

    static GuidedRun of(Fuzzed target, Path under, int seconds, List<String> more)
            throws IOException, InterruptedException {
        var corpus = Corpus.of(target);
        var folder = under.resolve(corpus.name());
        var kept = folder.resolve("kept");
        var found = folder.resolve("found");
        if (SECONDS_BY_HAND.isEmpty()) {
            // The same seed from the same inputs: whoever changes nothing here shall see nothing new.
            remove(kept);
        }
        remove(found);
        Files.createDirectories(kept);
        Files.createDirectories(found);
        var words = Stream.concat(Stream.of("x"), target.words().stream());
        Files.write(folder.resolve("words"), words.map(GuidedRun::quoted).toList());
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // As in the program: whoever recurses too deep shall fall here as there.
                "-Xss512k",
                "-XX:+UseSerialGC",
                // The second compiler pays after minutes only.
                "-XX:TieredStopAtLevel=" + (SECONDS_BY_HAND.isEmpty() ? "1" : "4"),
                "-XX:-OmitStackTraceInFastThrow",
                "-XX:+EnableDynamicAgentLoading",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzDriver.class.getName(),
                "--target_args=" + target.getClass().getName(),
                "--instrumentation_includes=" + included(target),
                // What compares texts is slowed down by them; ours is worth it.
                "--custom_hook_includes=org.allmende.**",
                // Seeing into the JDK's patterns takes a third of the start, and pays after minutes only.
                "--disabled_hooks="
                        + (SECONDS_BY_HAND.isEmpty() ? "com.code_intelligence.jazzer.sanitizers.RegexRoadblocks" : ""),
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-dict=" + folder.resolve("words"),
                "-max_len=" + target.bytesMax(),
                "-max_total_time=" + seconds,
                "-timeout=" + SECONDS_OF_ONE_INPUT,
                "-rss_limit_mb=0",
                "-seed=" + (SECONDS_BY_HAND.isEmpty() ? "1" : "0")));
        command.addAll(more);
        command.add(kept.toString());
        corpus.folders().stream().filter(Files::isDirectory).map(Path::toString).forEach(command::add);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var whole = process.waitFor() == 0;
        Files.writeString(folder.resolve("output"), output);
        return new GuidedRun(corpus.name(), folder, output, whole ? Optional.empty() : Optional.of(input(found)));
    }

    /// What was thrown, if anything was.
    Optional<String> finding() {
        return input.map(_ -> {
            var start = Math.max(output.indexOf("== Java Exception"), output.length() - OUTPUT_SHOWN_MAX);
            return output.substring(Math.clamp(start, 0, output.length()));
        });
    }

    String advice() {
        return "Save the file in " + folder.resolve("found").toAbsolutePath() + " to src/test/resources/fuzz/" + name
                + " under a name that says what is wrong with it, and mend the reader.";
    }

    private static String included(Fuzzed target) {
        var all = new ArrayList<>(List.of("org.allmende.**"));
        all.addAll(target.alsoWatched());
        return String.join(":", all);
    }

    private static byte[] input(Path found) throws IOException {
        try (var files = Files.list(found)) {
            var first = files.filter(file -> !file.toString().endsWith(".java")).min(Comparator.naturalOrder());
            return first.isPresent() ? Files.readAllBytes(first.get()) : new byte[0];
        }
    }

    // As the dictionaries of libFuzzer want it.
    private static String quoted(String word) {
        var quoted = new StringBuilder("\"");
        for (var octet : word.getBytes(StandardCharsets.UTF_8)) {
            quoted.append(
                    octet > ' ' && octet < 0x7F && octet != '"' && octet != '\\'
                            ? Character.toString(octet)
                            : "\\x%02X".formatted(octet));
        }
        return quoted.append('"').toString();
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
