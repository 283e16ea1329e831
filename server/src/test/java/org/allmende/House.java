// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/// Everything that ships, as the architecture tests see it. Read once: it takes seconds.
final class House {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.allmende");

    private House() {}

    /// The name of the file that a class is written in: `FollowStore` for everything inside it too.
    static String file(JavaClass type) {
        var outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName();
    }

    static boolean in(JavaClass type, Room... rooms) {
        return Room.of(type.getPackageName()).stream()
                .anyMatch(room -> List.of(rooms).contains(room));
    }
}
