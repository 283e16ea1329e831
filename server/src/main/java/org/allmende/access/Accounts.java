// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Setting;
import org.allmende.database.Settings;
import org.allmende.database.Tx;
import org.allmende.people.Invitations;
import org.allmende.people.MemberKeys;
import org.allmende.people.NameRule;
import org.allmende.people.People;

/// Who may come in: sign-up, login, roles, and leaving.
public final class Accounts {

    /// An account was closed, and its sessions and tokens with it: announced within the transaction.
    public record Closed(ActorId actor) {}

    public static final Setting<Registration> REGISTRATION =
            Setting.choice("access.registration", Registration.OPEN, Registration.class);
    public static final Setting<Boolean> EMAIL_REQUIRED = Setting.yesNo("access.email_required", false);

    /// How many applicants moderators see at once; the others wait behind them.
    private static final int PENDING_MAX = 200;

    /// More people than ever looked after one instance.
    private static final int STAFF_MAX = 1_000;

    /// BCP 47 tags in use are far shorter.
    private static final int LOCALE_LENGTH_MAX = 35;

    /// Handed over by people who meet or write, not by a machine.
    private static final Duration PASSWORD_LINK_HOLDS = Duration.ofDays(2);

    private static final Problem LAST_OWNER = new Problem(
            SignUpRules.FORM, "You are the last owner of this instance. Please make somebody else owner first.");
    private static final Problem OWNER_LINK_OVER =
            new Problem(SignUpRules.FORM, "This link has been used or is over. Restart the server for a new one.");

    private final Database database;
    private final Credentials credentials;
    private final Settings settings;
    private final Clock clock;
    private final SignUpDesk desk;
    private final SignUpRules rules;
    private final OneTimeLinks links;
    private final People people;
    private final AccountStore accounts = new AccountStore();
    private final SessionStore sessions = new SessionStore();
    private final TokenStore tokens = new TokenStore();
    private final CodeStore codes = new CodeStore();
    private final SecondFactorStore factors = new SecondFactorStore();

    public Accounts(
            Database database,
            People people,
            Invitations invitations,
            Passwords passwords,
            Settings settings,
            Clock clock) {
        this(database, people, invitations, passwords, settings, clock, MemberKeys::generate);
    }

    /// `keys` makes the keys of who joins, which takes a while.
    public Accounts(
            Database database,
            People people,
            Invitations invitations,
            Passwords passwords,
            Settings settings,
            Clock clock,
            Supplier<MemberKeys> keys) {
        this.database = database;
        this.people = people;
        this.settings = settings;
        this.clock = clock;
        this.links = new OneTimeLinks(database, clock);
        this.rules = new SignUpRules(people, passwords);
        this.credentials = new Credentials(database, passwords, rules, links);
        this.desk = new SignUpDesk(database, people, invitations, passwords, clock, keys);
        // Whoever erases a person closes the account in the same breath.
        database.within(People.Leaving.class, (tx, leaving) -> {
            if (leaving.local()) {
                closeOrFail(tx, leaving.actor());
            }
        });
    }

    /// Who may join right now.
    public Registration registration() {
        return settings.get(REGISTRATION);
    }

    public void decide(Registration registration) {
        write(tx -> settings.set(tx, REGISTRATION, registration));
    }

    public SignUp signUp(SignUpForm form) {
        var registration = settings.get(REGISTRATION);
        var byApproval =
                registration == Registration.APPROVAL && form.invitation().isEmpty();
        var problems = rules.problems(form, settings.get(EMAIL_REQUIRED), emailTaken(form.email()), byApproval);
        if (registration == Registration.INVITATION || registration == Registration.APPROVAL && !byApproval) {
            desk.invitationProblem(form).ifPresent(problems::add);
        }
        return switch (registration) {
            case CLOSED -> SignUpDesk.rejected(new Problem(SignUpRules.FORM, "This instance takes no new members."));
            case INVITATION -> desk.join(form, problems, Role.MEMBER, desk.invited(form));
            case APPROVAL ->
                byApproval ? desk.apply(form, problems) : desk.join(form, problems, Role.MEMBER, desk.invited(form));
            case OPEN -> desk.join(form, problems, Role.MEMBER, desk.invitedPerhaps(form));
        };
    }

    /// Makes the first owner, by the link that was printed at the first start.
    public SignUp signUpOwner(String secret, SignUpForm form) {
        var problems = rules.problems(form, false, emailTaken(form.email()), false);
        if (!ownerLinkHolds(secret)) {
            problems.add(OWNER_LINK_OVER);
        }
        return desk.join(form, problems, Role.OWNER, tx -> {
            // The link is used up first: two who hold it wait for each other there.
            var allowed = links.redeem(tx, secret, OneTimeLinks.Purpose.OWNER).isPresent() && !accounts.hasOwner(tx);
            return allowed ? SignUpDesk.Admission.YES : SignUpDesk.Admission.no(OWNER_LINK_OVER);
        });
    }

    /// Whether the link would make the first owner now: for showing the form.
    public boolean ownerLinkHolds(String secret) {
        return !hasOwner() && links.find(secret, OneTimeLinks.Purpose.OWNER).isPresent();
    }

    /// Makes an account for whoever sits at the machine: reserved names too, and whatever the registration says.
    public SignUp create(String name, Optional<String> email, String password, Role role) {
        var form = new SignUpForm(
                name, email, password, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var problems = Stream.of(
                        NameRule.shapeProblem(name).map(message -> new Problem(SignUpRules.NAME, message)),
                        rules.emailProblem(form.email(), emailTaken(form.email())),
                        rules.passwordProblem(password, name, form.email()))
                .flatMap(Optional::stream)
                .toList();
        return desk.join(form, problems, role, _ -> SignUpDesk.Admission.YES);
    }

    private boolean emailTaken(Optional<String> email) {
        return email.isPresent() && database.read(tx -> accounts.emailTaken(tx, EmailRule.normal(email.get())));
    }

    public Optional<Account> find(ActorId actor) {
        return database.read(tx -> accounts.find(tx, actor));
    }

    /// Whose name (or e-mail address) and password these are. Takes equally long whether or not there is such a
    /// person. Who waits for approval or is suspended is found too: ask [Account#open] before letting them in.
    public Optional<Account> authenticate(String nameOrEmail, String password) {
        return credentials.authenticate(nameOrEmail, password);
    }

    /// Whether this is the member's password: asked before what cannot be taken back.
    /// What is typed as a name at login, in the one spelling by which attempts are counted.
    public static String typedAs(String nameOrEmail) {
        return AccountStore.typedAs(nameOrEmail);
    }

    public boolean passwordFits(ActorId actor, String password) {
        return credentials.fit(actor, password);
    }

    /// Changes the password and ends all sessions but the one that is kept.
    public Optional<Problem> changePassword(ActorId actor, String old, String fresh, Optional<Session> kept) {
        return credentials.change(actor, old, fresh, kept);
    }

    /// Makes a link by which the member can choose a new password, and ends older ones.
    public String passwordLink(ActorId member) {
        return links.make(OneTimeLinks.Purpose.PASSWORD, Optional.of(member), PASSWORD_LINK_HOLDS);
    }

    /// Whether a password could be chosen by the link now: for showing the form.
    public boolean passwordLinkHolds(String secret) {
        return links.find(secret, OneTimeLinks.Purpose.PASSWORD).isPresent();
    }

    /// Chooses a new password by a link of [OneTimeLinks.Purpose#PASSWORD], and ends all sessions.
    public Optional<Problem> resetPassword(String secret, String fresh) {
        return credentials.reset(secret, fresh);
    }

    public Optional<Problem> changeEmail(ActorId actor, Optional<String> email) {
        var fresh = email.map(EmailRule::normal).filter(text -> !text.isEmpty());
        var same = find(actor).map(Account::email).filter(fresh::equals).isPresent();
        var problem = fresh.isEmpty() && settings.get(EMAIL_REQUIRED)
                ? Optional.of(new Problem(SignUpRules.EMAIL, "Please give an e-mail address."))
                : rules.emailProblem(fresh, !same && emailTaken(fresh));
        if (problem.isEmpty()) {
            write(tx -> accounts.email(tx, actor, fresh));
        }
        return problem;
    }

    public void setDefaults(ActorId actor, PostDefaults defaults) {
        write(tx -> accounts.defaults(tx, actor, defaults));
    }

    /// The language of the pages; empty follows the browser.
    public void setLocale(ActorId actor, Optional<String> locale) {
        var kept = locale.filter(tag -> !tag.isBlank() && tag.length() <= LOCALE_LENGTH_MAX);
        write(tx -> accounts.locale(tx, actor, kept));
    }

    public void acceptTerms(ActorId actor, Instant version) {
        write(tx -> accounts.terms(tx, actor, version));
    }

    public Optional<Problem> setRole(ActorId actor, Role role) {
        return database.write(tx -> {
            if (role != Role.OWNER && lastOwner(tx, actor)) {
                return Optional.of(LAST_OWNER);
            }
            accounts.role(tx, actor, role);
            return Optional.empty();
        });
    }

    /// What keeps the member from erasing themselves: a wrong password, or being the last owner.
    public Optional<Problem> mayLeave(ActorId actor, String password) {
        if (!passwordFits(actor, password)) {
            return Optional.of(Credentials.WRONG_PASSWORD);
        }
        return database.write(tx -> lastOwner(tx, actor)) ? Optional.of(LAST_OWNER) : Optional.empty();
    }

    /// Closes the account and ends its sessions and tokens. The person stays; who leaves is erased through the intake,
    /// which closes the account too.
    public Optional<Problem> close(ActorId actor) {
        return database.write(tx -> {
            if (lastOwner(tx, actor)) {
                return Optional.of(LAST_OWNER);
            }
            close(tx, actor);
            return Optional.empty();
        });
    }

    private void closeOrFail(Tx tx, ActorId actor) {
        if (lastOwner(tx, actor)) {
            throw new IllegalStateException("the last owner cannot be erased");
        }
        close(tx, actor);
    }

    private void close(Tx tx, ActorId actor) {
        sessions.endAll(tx, actor, 0);
        tokens.revokeAll(tx, actor);
        codes.forget(tx, actor);
        links.forget(tx, actor);
        factors.remove(tx, actor);
        accounts.close(tx, actor);
        tx.announce(new Closed(actor));
    }

    private boolean lastOwner(Tx tx, ActorId actor) {
        return accounts.find(tx, actor)
                        .filter(account -> account.role() == Role.OWNER && account.state() == AccountState.ACTIVE)
                        .isPresent()
                && accounts.owners(tx) <= 1;
    }

    /// Lets an applicant in. False where nobody of that number waits.
    public boolean approve(ActorId applicant) {
        return database.write(tx -> {
            var approved = accounts.approve(tx, applicant);
            if (approved) {
                people.admit(tx, applicant);
            }
            return approved;
        });
    }

    /// Turns an applicant away and forgets what they wrote.
    public boolean refuse(ActorId applicant) {
        return database.write(tx -> {
            var removed = accounts.removePending(tx, applicant);
            if (removed) {
                sessions.endAll(tx, applicant, 0);
                tokens.revokeAll(tx, applicant);
                people.turnAway(tx, applicant);
            }
            return removed;
        });
    }

    /// Who waits for approval, the longest first.
    public List<Account> pending() {
        return database.read(tx -> accounts.pending(tx, PENDING_MAX));
    }

    /// All members, the newest first; paged downwards.
    public Slice<Account> members(Page page) {
        return Slice.of(
                database.read(tx -> accounts.members(tx, page.below(), page.limit())),
                account -> account.actor().value());
    }

    /// Owners and moderators.
    public List<ActorId> staff() {
        return database.read(tx -> accounts.staff(tx, STAFF_MAX));
    }

    public boolean hasOwner() {
        return database.read(accounts::hasOwner);
    }

    /// How many members came by within the last `howLong`.
    public long active(Duration howLong) {
        var day = Days.of(clock.instant().minus(howLong));
        return database.read(tx -> accounts.activeSince(tx, day));
    }

    private void write(Consumer<Tx> change) {
        database.write(tx -> {
            change.accept(tx);
            return true;
        });
    }
}
