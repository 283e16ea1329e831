// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The options that commands share, and how options are described.
final class Options {

    private Options() {}

    static OptionSpec home() {
        return option("--data", "DIR", "The folder that everything is kept in (./data).");
    }

    static OptionSpec listen() {
        return option("--listen", "HOST:PORT", "Where to listen (127.0.0.1:8080).");
    }

    static OptionSpec domain() {
        return option("--domain", "NAME", "The name of the instance on the network.");
    }

    static OptionSpec database() {
        return option("--database", "URL", "sqlite:FILE or postgresql://HOST/NAME (SQLite in the data folder).");
    }

    static OptionSpec loopback() {
        return flag("--loopback", "For trying and testing: servers on this machine may speak to each other.");
    }

    static OptionSpec flag(String name, String purpose) {
        return OptionSpec.builder(name).type(boolean.class).description(purpose).build();
    }

    static PositionalParamSpec positional(String label, Class<?> type, String purpose) {
        return PositionalParamSpec.builder()
                .type(type)
                .index("0")
                .paramLabel(label)
                .arity("1")
                .required(true)
                .description(purpose)
                .build();
    }

    static PositionalParamSpec words(String label, String purpose) {
        return PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .arity("0..*")
                .description(purpose)
                .build();
    }

    static OptionSpec option(String name, String label, String purpose) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(purpose)
                .build();
    }
}
