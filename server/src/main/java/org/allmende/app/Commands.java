// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToIntFunction;
import org.allmende.database.DatabaseTrouble;
import org.allmende.http.PortBusy;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: reads it, does what it says, and turns every foreseen trouble into one line and an exit code.
///
/// The commands are described by calls and not by annotations, which would have to be found by reflection at each
/// start.
final class Commands {

    private record Command(CommandSpec spec, ToIntFunction<ParseResult> deed) {}

    private final BufferedReader in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final CommandLine line;

    Commands(BufferedReader in, PrintWriter out, PrintWriter err, Map<String, String> environment, Clock clock) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.clock = clock;
        add(
                "run",
                this::run,
                "Starts the server.",
                Options.home(),
                Options.listen(),
                Options.domain(),
                Options.database(),
                Options.loopback());
        add("test", this::test, "Tests everything, as continuous integration does.");
        add(
                "account create",
                this::createAccount,
                "Makes an account; without a password one is made and told.",
                Options.positional("NAME", String.class, "The name to be known by."),
                Options.home(),
                Options.database(),
                Options.option("--email", "E", "The address for letters to this person."),
                Options.option("--password", "P", "The password; others can see it while the command runs."),
                Options.flag("--password-stdin", "Reads the password from standard input."),
                Options.option("--role", "owner|moderator|member", "What the person may do (member)."));
        add(
                "token create",
                this::createToken,
                "Makes a token for an app or a script, and prints it alone.",
                Options.positional("NAME", String.class, "Whose token it is."),
                Options.home(),
                Options.database(),
                Options.option("--scopes", "SCOPES", "What the token is good for (\"read write follow push\")."));
        add(
                "backup",
                this::backup,
                "Saves everything into one file, while the server runs.",
                Options.positional("FILE", Path.class, "The file to write; it must not exist."),
                Options.home(),
                Options.database());
        add(
                "restore",
                this::restore,
                "Brings a backup back, into an empty place.",
                Options.positional("FILE", Path.class, "The backup to read."),
                Options.home(),
                Options.database());
        add("doctor", this::doctor, "Looks whether everything is in order.", Options.home(), Options.database());
        add("version", this::version, "Tells the version.");
        add("help", this::help, "Tells what can be done.", Options.words("COMMAND", "The command to explain."));
        add("train", this::train, "Runs shortly for the launcher, to make later starts quick.");
        commands.get("train").spec.usageMessage().hidden(true);
        this.line = line();
    }

    private void add(String name, ToIntFunction<ParseResult> deed, String purpose, ArgSpec... arguments) {
        var spec = CommandSpec.create().name(name.substring(name.indexOf(' ') + 1));
        spec.usageMessage().description(purpose).abbreviateSynopsis(false);
        List.of(arguments).forEach(spec::add);
        commands.put(name, new Command(spec, deed));
    }

    private CommandLine line() {
        var root = CommandSpec.create().name("./allmende");
        root.usageMessage()
                .description("A digital commons: an instance of the Fediverse, for a community or a home.")
                .footer(
                        "",
                        "`./allmende help COMMAND` explains one. Settings stand in DATA/allmende.toml,",
                        "which the first start writes with comments.");
        commands.forEach((name, command) -> {
            var words = name.split(" ");
            var parent = words.length == 1 ? root : group(root, words[0]);
            parent.addSubcommand(command.spec.name(), new CommandLine(command.spec));
        });
        return new CommandLine(root);
    }

    private static CommandSpec group(CommandSpec root, String name) {
        if (!root.subcommands().containsKey(name)) {
            var group = CommandSpec.create().name(name);
            group.usageMessage().description("Has commands of its own.");
            root.addSubcommand(name, new CommandLine(group));
        }
        return root.subcommands().get(name).getCommandSpec();
    }

    /// Does what the arguments say, and returns the exit code.
    int run(String... arguments) {
        try {
            return carryOut(arguments);
        } catch (Complaint e) {
            err.println("allmende: " + e.getMessage());
            return e.exit();
        } catch (DatabaseTrouble | PortBusy e) {
            err.println("allmende: " + e.getMessage());
            return Complaint.TROUBLE;
        } catch (RuntimeException e) {
            err.println("allmende: " + Trouble.report(e, clock.instant()));
            return Complaint.TROUBLE;
        }
    }

    private int carryOut(String... arguments) {
        var words = List.of(arguments);
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            return help(words.stream().takeWhile(word -> !word.startsWith("-")).toList());
        }
        if (arguments[0].equals("--version")) {
            return carryOut("version");
        }
        var name = new StringJoiner(" ");
        var parsed = parse(arguments);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
            name.add(parsed.commandSpec().name());
        }
        var command = commands.get(name.toString());
        if (command == null) {
            throw usage("`%s` needs one of these after it: %s."
                    .formatted(
                            name,
                            String.join(", ", parsed.commandSpec().subcommands().keySet())));
        }
        return command.deed.applyAsInt(parsed);
    }

    private ParseResult parse(String... arguments) {
        try {
            return line.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            throw usage(
                    unmatched(e.getUnmatched().getFirst(), e.getCommandLine().getCommandSpec()));
        } catch (CommandLine.ParameterException e) {
            throw usage(e.getMessage().lines().findFirst().orElse("that was not understood") + ".");
        }
    }

    private static String unmatched(String word, CommandSpec spec) {
        var option = word.startsWith("-");
        var what = option ? "option" : spec.subcommands().isEmpty() ? "argument" : "command";
        var known = option
                ? spec.options().stream().map(OptionSpec::longestName).toList()
                : List.copyOf(spec.subcommands().keySet());
        var where = spec.parent() == null ? "" : " of `" + spec.qualifiedName().replace("./allmende ", "") + "`";
        return "there is no %s `%s`%s.%s".formatted(what, word, where, Resemblance.hint(word, known));
    }

    private static Complaint usage(String trouble) {
        return new Complaint(Complaint.USAGE, trouble + " `./allmende help` tells what there is.");
    }

    private int run(ParseResult parsed) {
        var path = folder(parsed);
        var flags = flags(parsed);
        var configuration = ConfigurationReader.read(path, environment, flags);
        Logging.begin(configuration.log());
        try (var folder = Folder.hold(path)) {
            new ConfigurationFile(folder.path()).writeOnce(flags);
            return new Run(out).serve(Program.start(configuration, clock), configuration);
        }
    }

    private int test(ParseResult parsed) {
        throw new Complaint("only the launcher of a source tree can test: ./allmende test");
    }

    private int createAccount(ParseResult parsed) {
        registrar(parsed)
                .createAccount(
                        parsed.matchedPositionalValue(0, ""),
                        Optional.ofNullable(parsed.matchedOptionValue("--email", (String) null)),
                        parsed.hasMatchedOption("--password-stdin")
                                ? Optional.of(Registrar.passwordFrom(in))
                                : Optional.ofNullable(parsed.matchedOptionValue("--password", (String) null)),
                        parsed.matchedOptionValue("--role", "member"));
        return 0;
    }

    private int createToken(ParseResult parsed) {
        registrar(parsed)
                .createToken(
                        parsed.matchedPositionalValue(0, ""),
                        parsed.matchedOptionValue("--scopes", "read write follow push"));
        return 0;
    }

    private Registrar registrar(ParseResult parsed) {
        var configuration = existing(parsed);
        Logging.begin(Configuration.LogLevel.ERROR);
        return new Registrar(configuration, clock, out);
    }

    /// The configuration of an instance that was started before.
    private Configuration existing(ParseResult parsed) {
        return ConfigurationReader.read(Folder.existing(folder(parsed)), environment, flags(parsed));
    }

    private int backup(ParseResult parsed) {
        Path file = parsed.matchedPositionalValue(0, null);
        new Backup(clock).save(existing(parsed), file);
        out.println(
                "Everything is saved in " + file + ". It holds all secrets: keep it where nobody else can read it.");
        return 0;
    }

    private int restore(ParseResult parsed) {
        Path file = parsed.matchedPositionalValue(0, null);
        try (var folder = Folder.hold(folder(parsed))) {
            Backup.restoreSettings(file, folder.path());
            var configuration = ConfigurationReader.read(folder.path(), environment, flags(parsed));
            Backup.restore(file, configuration);
            out.println("Everything is back in " + folder.path() + ". Start it with ./allmende run.");
            return 0;
        }
    }

    private int doctor(ParseResult parsed) {
        return new Doctor(out, clock).examine(existing(parsed));
    }

    private int version(ParseResult parsed) {
        out.println("allmende " + Version.NUMBER + " (Java " + Runtime.version() + ")");
        return 0;
    }

    private int help(ParseResult parsed) {
        return help(parsed.matchedPositionalValue(0, List.of()));
    }

    private int help(List<String> words) {
        var shown = line;
        for (var word : words) {
            shown = shown.getSubcommands().get(word);
            if (shown == null) {
                throw usage("there is no command `" + String.join(" ", words) + "`.");
            }
        }
        shown.usage(out, CommandLine.Help.Ansi.OFF);
        return 0;
    }

    private int train(ParseResult parsed) {
        return new Training(clock).run();
    }

    private Path folder(ParseResult parsed) {
        return Path.of(parsed.matchedOptionValue("--data", environment.getOrDefault("ALLMENDE_DATA", "data")));
    }

    private static Map<Key, Given> flags(ParseResult parsed) {
        var flags = new EnumMap<Key, Given>(Key.class);
        for (var option : parsed.matchedOptions()) {
            Key.titled(
                            switch (option.longestName()) {
                                case "--database" -> Key.DATABASE_URL.title();
                                case String name -> name.substring(2);
                            })
                    .ifPresent(key -> flags.put(
                            key, new Given(key, List.of(option.getValue().toString()), option.longestName())));
        }
        return flags;
    }
}
