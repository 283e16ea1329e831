// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.Locale;
import java.util.TimeZone;

/// How the program keeps its journal: one line for each event on standard error, with the time in UTC, the level and
/// the room. Rooms log by `System.getLogger("room")`, never addresses of visitors, never secrets.
final class Logging {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /// To be called before anything is logged: the settings are read once.
    static void begin(Configuration.LogLevel level) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        set("logFile", "System.err");
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
        set("showThreadName", "false");
        set("showLogName", "true");
        set("defaultLogLevel", level.name().toLowerCase(Locale.ROOT));
        // Libraries are named by their packages, our rooms by one word; what libraries tell is for their developers.
        for (var library : new String[] {"org", "com", "sun", "java", "javax", "jdk", "tools", "gg", "io", "net"}) {
            set("log." + library, level == Configuration.LogLevel.DEBUG ? "info" : "warn");
        }
    }

    private static void set(String name, String value) {
        // What the operator says on Java's own command line wins.
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
