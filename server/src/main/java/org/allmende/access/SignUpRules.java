// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.people.NameRule;
import org.allmende.people.People;

/// What a sign-up must fulfil, field by field.
final class SignUpRules {

    static final String NAME = "name";
    static final String EMAIL = "email";
    static final String PASSWORD = "password";
    static final String REASON = "reason";
    static final String INVITATION = "invitation";
    static final String FORM = "";

    static final Problem NAME_TAKEN = new Problem(NAME, "This name is taken. Please choose another.");
    static final Problem EMAIL_TAKEN =
            new Problem(EMAIL, "This e-mail address belongs to an account here. You can log in with it.");
    static final Problem INVITATION_OVER =
            new Problem(INVITATION, "This invitation does not exist, is used up, or is over.");

    /// A few paragraphs; moderators must read all of it.
    static final int REASON_MAX = 2_000;

    private final People people;
    private final Passwords passwords;

    SignUpRules(People people, Passwords passwords) {
        this.people = people;
        this.passwords = passwords;
    }

    List<Problem> problems(SignUpForm form, boolean emailRequired, boolean emailTaken, boolean reasonRequired) {
        var problems = new ArrayList<Problem>();
        nameProblem(form.name()).ifPresent(problems::add);
        if (form.email().isEmpty() && emailRequired) {
            problems.add(new Problem(EMAIL, "Please give an e-mail address."));
        }
        emailProblem(form.email(), emailTaken).ifPresent(problems::add);
        passwordProblem(form.password(), form.name(), form.email()).ifPresent(problems::add);
        if (form.reason().isEmpty() && reasonRequired) {
            problems.add(new Problem(REASON, "Please say in a few words why you would like to join."));
        }
        if (form.reason().filter(text -> text.length() > REASON_MAX).isPresent()) {
            problems.add(new Problem(REASON, "Please use at most " + REASON_MAX + " characters."));
        }
        return problems;
    }

    private Optional<Problem> nameProblem(String name) {
        var wrong = NameRule.problem(name).map(message -> new Problem(NAME, message));
        return wrong.isPresent() || people.nameFree(name) ? wrong : Optional.of(NAME_TAKEN);
    }

    Optional<Problem> emailProblem(Optional<String> email, boolean taken) {
        var wrong = email.flatMap(EmailRule::problem).map(message -> new Problem(EMAIL, message));
        return wrong.isPresent() || !taken ? wrong : Optional.of(EMAIL_TAKEN);
    }

    Optional<Problem> passwordProblem(String password, String name, Optional<String> email) {
        return passwords.problem(password, name, email).map(message -> new Problem(PASSWORD, message));
    }
}
