// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.util.List;
import java.util.Map;

/// The rules and texts an empty house starts with. Their numbers are fixed, so that two nodes that start at once write
/// them once.
final class Furniture {

    private static final String ABOUT = """
            This is an instance of Allmende, a free program for a social web that belongs to the people who use it.

            People here write posts, share pictures and talk with each other, and with people on thousands of other \
            servers of the Fediverse. Posts appear in the order in which they were written. There is no advertising, \
            and nobody is paid for your attention.

            The owner of this instance can replace this text with a few words about who runs it, and for whom.
            """;

    private static final String TERMS = """
            Who may be here. You are at least 16 years old, or as old as the law where you live asks of users of such \
            a service.

            What is yours stays yours. You keep all rights in what you post. You allow this instance to store it, to \
            show it to the audience you chose, and to pass it on to the servers of that audience; nothing more.

            What is not allowed. Do not use this instance to break the law, to harass people, to spread spam or \
            malicious software, or to get around its technical limits. The rules of the house are part of these terms.

            What can happen. Moderators may hide or remove posts and limit or close accounts that break the rules. They \
            tell you why, and you can ask for a second look.

            Leaving. You can delete your account at any time. Your posts and files are then erased here, and other \
            servers are asked to erase their copies.

            No warranty. This service is run with care, but without a guarantee that it is always there or that \
            nothing is ever lost. Keep copies of what matters to you.

            Changes. When these terms change you are asked again. If you do not agree, you can take your leave.
            """;

    private static final String PRIVACY = """
            What is stored. Your name, your profile, your posts and files, whom you follow and block, and what you \
            liked or saved. Your e-mail address, if you gave one, and your password in a form from which it cannot be \
            read back. When you are logged in: the name of your browser and when it was last seen.

            What it is used for. To show your posts to the audience you chose, to log you in, and to keep the service \
            safe. It is not sold, not used for advertising, and not analysed to make a picture of you.

            Who sees it. Public posts can be seen by everybody. Posts to followers or to named people are sent to the \
            servers of those people, whose administrators could read them; local posts never leave this instance. \
            The administrators of this instance could read what is stored on it, messages to named people included.

            How long. Until you delete it, or your account. Files that no post shows are removed after a day. Copies \
            of pictures from other servers are removed when space is needed.

            Cookies. One, to keep you logged in. There are no trackers, and no page loads anything from third parties.

            Your rights. You can see, correct and delete what is stored about you. Write to the contact address of \
            this instance if you cannot do so yourself.
            """;

    private Furniture() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        1,
                        "Treat people as people.",
                        "No harassment, no hate, no threats, no publishing of what others want to keep private."),
                new Rule(
                        2,
                        "Warn before you show what others may not want to see.",
                        "Put a content warning on violence and nudity, and mark such pictures as sensitive."),
                new Rule(
                        3,
                        "Be honest about who you are and what you share.",
                        "No spam, no impersonation, no passing off of other people's work as your own."));
    }

    static Map<HouseText.Kind, String> texts() {
        return Map.of(
                HouseText.Kind.ABOUT, ABOUT.strip(),
                HouseText.Kind.TERMS, TERMS.strip(),
                HouseText.Kind.PRIVACY, PRIVACY.strip());
    }
}
