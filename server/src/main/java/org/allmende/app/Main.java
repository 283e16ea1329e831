// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

/// Where the program begins.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.out.println(arguments.length);
    }
}
