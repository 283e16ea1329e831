// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.allmende.database.DatabaseTrouble;
import org.allmende.http.PortBusy;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: reads it, does what it says, and turns every foreseen trouble into one line and an exit code.
///
/// The commands are described by calls and not by annotations, which would have to be found by reflection at each
/// start.
final class Commands {

    private record Command(CommandSpec spec, ToIntFunction<ParseResult> deed) {}

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final CommandLine line;

    Commands(PrintWriter out, PrintWriter err, Map<String, String> environment, Clock clock) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.clock = clock;
        add("run", this::run, "Starts the server.", home(), listen(), domain(), database(), loopback());
        add("test", this::test, "Tests everything, as continuous integration does.");
        add(
                "account",
                this::account,
                "Makes an account: account create NAME. Without a password one is made and told.",
                home(),
                database(),
                option("--email", "E", "The e-mail address."),
                option("--password", "P", "The password. Others on this machine may see it: rather pipe it in."),
                flag("--password-stdin", "Reads the password from the standard input."),
                option("--role", "ROLE", "owner, moderator or member (member)."));
        add(
                "token",
                this::token,
                "Makes a token for a program: token create NAME. Prints it alone.",
                home(),
                database(),
                option("--scopes", "SCOPES", "What the program may do (\"read write follow push\")."));
        add("backup", this::backup, "Saves everything into one file, while the server runs.", home(), database());
        add("restore", this::restore, "Brings a backup back, into an empty place.", home(), database());
        add("doctor", this::doctor, "Looks whether everything is in order.", home(), database());
        add("version", this::version, "Tells the version.");
        add("help", this::help, "Tells what can be done.");
        add("train", this::train, "Runs shortly for the launcher, to make later starts quick.");
        commands.get("backup").spec.addPositional(file("The file to write; it must not exist."));
        commands.get("restore").spec.addPositional(file("The backup to read."));
        for (var name : List.of("account", "token")) {
            commands.get(name).spec.addPositional(word("create", "What to do: create."));
            commands.get(name).spec.addPositional(word("NAME", "The member's name, without @."));
        }
        commands.get("help")
                .spec
                .addPositional(PositionalParamSpec.builder()
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel("COMMAND")
                        .arity("0..*")
                        .description("The command to explain.")
                        .build());
        commands.get("train").spec.usageMessage().hidden(true);
        this.line = line();
    }

    private void add(String name, ToIntFunction<ParseResult> deed, String purpose, OptionSpec... options) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(purpose).abbreviateSynopsis(false);
        List.of(options).forEach(spec::addOption);
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
        commands.forEach((name, command) -> root.addSubcommand(name, new CommandLine(command.spec)));
        return new CommandLine(root);
    }

    private static OptionSpec home() {
        return option("--data", "DIR", "The folder that everything is kept in (./data).");
    }

    private static OptionSpec listen() {
        return option("--listen", "HOST:PORT", "Where to listen (127.0.0.1:8080).");
    }

    private static OptionSpec domain() {
        return option("--domain", "NAME", "The name of the instance on the network.");
    }

    private static OptionSpec database() {
        return option("--database", "URL", "sqlite:FILE or postgresql://HOST/NAME (SQLite in the data folder).");
    }

    private static OptionSpec loopback() {
        return flag("--loopback", "For trying and testing: servers on this machine may speak to each other.");
    }

    private static OptionSpec flag(String name, String purpose) {
        return OptionSpec.builder(name).type(boolean.class).description(purpose).build();
    }

    private static PositionalParamSpec word(String label, String purpose) {
        return PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel(label)
                .required(true)
                .description(purpose)
                .build();
    }

    private static PositionalParamSpec file(String purpose) {
        return PositionalParamSpec.builder()
                .type(Path.class)
                .index("0")
                .paramLabel("FILE")
                .arity("1")
                .description(purpose)
                .build();
    }

    private static OptionSpec option(String name, String label, String purpose) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(purpose)
                .build();
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
            return help(words.isEmpty() || words.getFirst().startsWith("-") ? List.of() : words.subList(0, 1));
        }
        if (arguments[0].equals("--version")) {
            return carryOut("version");
        }
        var parsed = parse(arguments).subcommand();
        return commands.get(parsed.commandSpec().name()).deed.applyAsInt(parsed);
    }

    private ParseResult parse(String... arguments) {
        try {
            return line.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            var word = e.getUnmatched().getFirst();
            var spec = e.getCommandLine().getCommandSpec();
            var known = word.startsWith("-")
                    ? spec.options().stream().map(OptionSpec::longestName).toList()
                    : List.copyOf(commands.keySet());
            var what = word.startsWith("-") ? "option" : spec.parent() == null ? "command" : "argument";
            throw usage("there is no %s `%s`%s.%s"
                    .formatted(
                            what,
                            word,
                            spec.parent() == null ? "" : " of `" + spec.name() + "`",
                            what.equals("argument") ? "" : Resemblance.hint(word, known)));
        } catch (CommandLine.ParameterException e) {
            throw usage(e.getMessage().lines().findFirst().orElse("that was not understood") + ".");
        }
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

    private int account(ParseResult parsed) {
        var typed = parsed.hasMatchedOption("--password-stdin")
                ? Optional.of(Registrar.passwordFrom(new BufferedReader(new InputStreamReader(System.in, UTF_8))))
                : Optional.<String>ofNullable(parsed.matchedOptionValue("--password", null));
        registrar(parsed)
                .createAccount(
                        created(parsed),
                        Optional.ofNullable(parsed.matchedOptionValue("--email", null)),
                        typed,
                        parsed.matchedOptionValue("--role", "member"));
        return 0;
    }

    private int token(ParseResult parsed) {
        registrar(parsed).createToken(created(parsed), parsed.matchedOptionValue("--scopes", "read write follow push"));
        return 0;
    }

    private Registrar registrar(ParseResult parsed) {
        var path = Folder.existing(folder(parsed));
        var configuration = ConfigurationReader.read(path, environment, flags(parsed));
        Logging.begin(Configuration.LogLevel.ERROR);
        return new Registrar(configuration, clock, out);
    }

    private static String created(ParseResult parsed) {
        String verb = parsed.matchedPositionalValue(0, "");
        if (!verb.equals("create")) {
            throw usage("nothing can be done with `" + verb + "`, only `create`.");
        }
        return parsed.matchedPositionalValue(1, "");
    }

    private int backup(ParseResult parsed) {
        Path file = parsed.matchedPositionalValue(0, null);
        var path = Folder.existing(folder(parsed));
        new Backup(clock).save(ConfigurationReader.read(path, environment, flags(parsed)), file);
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
        var path = Folder.existing(folder(parsed));
        return new Doctor(out, clock).examine(ConfigurationReader.read(path, environment, flags(parsed)));
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
