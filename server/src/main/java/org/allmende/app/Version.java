// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.Optional;

/// The version of this build, as the build wrote it into the program's archive.
final class Version {

    static final String NUMBER = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");

    private Version() {}
}
