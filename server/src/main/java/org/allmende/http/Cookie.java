// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.time.Duration;
import java.util.Optional;

/// A cookie that we set: never readable by scripts, not sent along by other sites' forms (`SameSite=Lax`), and bound
/// to https where the request came by https. Without `lasts` it goes when the browser closes.
public record Cookie(String name, String value, Optional<Duration> lasts, String path) {

    public Cookie {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("not the name of a cookie: " + name);
        }
        if (!value.matches("[!#-+\\--:<-\\[\\]-~]*")) {
            throw new IllegalArgumentException("cookie " + name + " needs encoding");
        }
        if (!path.matches("/[!-:<-~]*")) {
            throw new IllegalArgumentException("not the path of a cookie: " + path);
        }
    }

    public static Cookie brief(String name, String value) {
        return new Cookie(name, value, Optional.empty(), "/");
    }

    public static Cookie lasting(String name, String value, Duration lasts) {
        return new Cookie(name, value, Optional.of(lasts), "/");
    }

    /// Makes the browser forget it.
    public static Cookie gone(String name) {
        return new Cookie(name, "", Optional.of(Duration.ZERO), "/");
    }

    Header header(boolean secure) {
        var age = lasts.map(span -> "; Max-Age=" + span.toSeconds()).orElse("");
        var bound = secure ? "; Secure" : "";
        return new Header(
                "Set-Cookie", name + "=" + value + "; Path=" + path + age + "; HttpOnly; SameSite=Lax" + bound);
    }
}
