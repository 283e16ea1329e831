// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.allmende.activity.Body;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.people.Invitation;
import org.allmende.people.Invitations;
import org.allmende.people.MemberKeys;
import org.allmende.people.NameTaken;
import org.allmende.people.People;

/// Writes down who joins or applies: keys and hash before the transaction, everything else inside it.
final class SignUpDesk {

    /// Whether somebody may come in, asked inside the transaction that lets them in.
    record Admission(Optional<Problem> problem, Optional<ActorId> invitedBy) {

        static final Admission YES = new Admission(Optional.empty(), Optional.empty());

        static Admission no(Problem problem) {
            return new Admission(Optional.of(problem), Optional.empty());
        }
    }

    /// Who joins shows nothing yet, and is listed nowhere until they want to be.
    private static final Profile PROFILE =
            new Profile("", Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), false, false, false, false);

    private final Database database;
    private final People people;
    private final Invitations invitations;
    private final Passwords passwords;
    private final Clock clock;
    private final Supplier<MemberKeys> keys;
    private final AccountStore accounts = new AccountStore();

    SignUpDesk(
            Database database,
            People people,
            Invitations invitations,
            Passwords passwords,
            Clock clock,
            Supplier<MemberKeys> keys) {
        this.database = database;
        this.people = people;
        this.invitations = invitations;
        this.passwords = passwords;
        this.clock = clock;
        this.keys = keys;
    }

    Optional<Problem> invitationProblem(SignUpForm form) {
        return form.invitation().filter(invitations::holds).isPresent()
                ? Optional.empty()
                : Optional.of(SignUpRules.INVITATION_OVER);
    }

    Function<Tx, Admission> invited(SignUpForm form) {
        return tx -> form.invitation()
                .filter(code -> invitations.redeem(tx, code))
                .map(code -> new Admission(
                        Optional.empty(), invitations.find(tx, code).flatMap(Invitation::inviter)))
                .orElseGet(() -> Admission.no(SignUpRules.INVITATION_OVER));
    }

    /// Where nobody needs an invitation, one that is over keeps nobody out.
    Function<Tx, Admission> invitedPerhaps(SignUpForm form) {
        return tx -> {
            var admission = invited(form).apply(tx);
            return admission.problem().isPresent() ? Admission.YES : admission;
        };
    }

    SignUp join(SignUpForm form, List<Problem> problems, Role role, Function<Tx, Admission> admission) {
        return write(form, problems, role, AccountState.ACTIVE, admission);
    }

    SignUp apply(SignUpForm form, List<Problem> problems) {
        return write(form, problems, Role.MEMBER, AccountState.PENDING, _ -> Admission.YES);
    }

    private SignUp write(
            SignUpForm form, List<Problem> problems, Role role, AccountState state, Function<Tx, Admission> admission) {
        if (!problems.isEmpty()) {
            return new SignUp.Rejected(problems);
        }
        var hash = passwords.hash(form.password());
        var fresh = keys.get();
        try {
            return database.write(tx -> {
                var written = write(tx, form, role, state, hash, fresh, admission);
                if (written instanceof SignUp.Rejected) {
                    tx.undo();
                }
                return written;
            });
        } catch (NameTaken _) {
            return rejected(SignUpRules.NAME_TAKEN);
        }
    }

    private SignUp write(
            Tx tx,
            SignUpForm form,
            Role role,
            AccountState state,
            String hash,
            MemberKeys fresh,
            Function<Tx, Admission> admission) {
        var admitted = admission.apply(tx);
        if (admitted.problem().isPresent()) {
            return rejected(admitted.problem().get());
        }
        var actor = state == AccountState.PENDING
                ? people.apply(tx, form.name(), PROFILE, fresh)
                : people.join(tx, form.name(), PROFILE, fresh).id();
        var account = new Account(
                actor,
                form.name(),
                form.email().map(EmailRule::normal),
                role,
                state,
                false,
                form.reason().filter(_ -> state == AccountState.PENDING),
                form.acceptedTerms(),
                form.locale(),
                PostDefaults.USUAL,
                clock.instant());
        return accounts.add(tx, account, hash, admitted.invitedBy())
                ? new SignUp.Joined(account)
                : rejected(SignUpRules.EMAIL_TAKEN);
    }

    static SignUp rejected(Problem problem) {
        return new SignUp.Rejected(List.of(problem));
    }
}
