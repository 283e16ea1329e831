// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Outcome;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.people.HandClock;
import org.allmende.people.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What sign-up, login, sessions and leaving promise on any database.
abstract class AccountsContract {

    Membership here;
    Accounts accounts;

    abstract Database open(Ids ids);

    @BeforeEach
    void openIt() {
        var clock = new HandClock();
        here = new Membership(open(new Ids(clock)), clock);
        accounts = here.accounts;
    }

    @AfterEach
    void closeIt() {
        if (here != null) {
            here.close();
        }
    }

    private static SignUpForm form(String name) {
        return form(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static SignUpForm form(
            String name, Optional<String> email, Optional<String> reason, Optional<String> invitation) {
        return new SignUpForm(
                name, email, Membership.PASSWORD, reason, invitation, Optional.empty(), Optional.of("de"));
    }

    private static List<String> fields(SignUp signUp) {
        return switch (signUp) {
            case SignUp.Joined _ -> List.of();
            case SignUp.Rejected(var problems) ->
                problems.stream().map(Problem::field).toList();
        };
    }

    @Test
    void where_it_is_open_everybody_joins_at_once_and_can_log_in_by_name_or_address() {
        here.set(Accounts.REGISTRATION, Registration.OPEN);

        var account = accounts.signUp(
                        form("Alice", Optional.of(" Alice@Example.ORG "), Optional.empty(), Optional.empty()))
                .orThrow();

        assertThat(account.open()).isTrue();
        assertThat(account.role()).isEqualTo(Role.MEMBER);
        assertThat(accounts.find(account.actor())).contains(account);
        assertThat(account.email()).contains("alice@example.org");
        assertThat(here.village.people().named("alice")).isPresent();
        assertThat(accounts.authenticate("aLICE", Membership.PASSWORD)).contains(account);
        assertThat(accounts.authenticate("alice@example.org", Membership.PASSWORD))
                .contains(account);
        assertThat(accounts.authenticate("alice", "wrong horse battery")).isEmpty();
        assertThat(accounts.authenticate("nobody", Membership.PASSWORD)).isEmpty();
    }

    @Test
    void every_field_that_is_wrong_is_named_at_once_and_nothing_is_written() {
        here.set(Accounts.REGISTRATION, Registration.APPROVAL);
        here.set(Accounts.EMAIL_REQUIRED, true);
        var form = new SignUpForm(
                "Root",
                Optional.empty(),
                "short",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        var signUp = accounts.signUp(form);

        assertThat(fields(signUp)).containsExactly("name", "email", "password", "reason");
        assertThat(((SignUp.Rejected) signUp).problems())
                .allSatisfy(problem -> assertThat(problem.message()).matches("[A-Z].+\\."));
        assertThat(here.village.people().counts().members()).isZero();
        assertThat(accounts.pending()).isEmpty();
    }

    @Test
    void a_name_or_an_address_that_somebody_has_is_refused_however_it_is_written() {
        accounts.signUp(form("alice", Optional.of("a@example.org"), Optional.empty(), Optional.empty()));

        var name = accounts.signUp(form("ALICE"));
        var email = accounts.signUp(form("bob", Optional.of("A@Example.org"), Optional.empty(), Optional.empty()));

        assertThat(fields(name)).containsExactly("name");
        assertThat(fields(email)).containsExactly("email");
        assertThat(here.village.people().nameFree("bob")).isTrue();
    }

    @Test
    void of_many_who_want_one_name_at_once_one_gets_it_and_the_others_are_told() throws Exception {
        var signUps = Membership.atOnce(5, () -> accounts.signUp(form("alice")));

        assertThat(signUps).filteredOn(SignUp.Joined.class::isInstance).hasSize(1);
        assertThat(signUps)
                .filteredOn(SignUp.Rejected.class::isInstance)
                .hasSize(4)
                .allSatisfy(signUp -> assertThat(fields(signUp)).containsExactly("name"));
        assertThat(here.village.people().counts().members()).isOne();
    }

    @Test
    void of_many_who_want_one_address_at_once_one_gets_it() throws Exception {
        var names = List.of("anna", "berta", "carla", "doris").iterator();

        var signUps = Membership.atOnce(4, () -> {
            String name;
            synchronized (names) {
                name = names.next();
            }
            return accounts.signUp(form(name, Optional.of("a@example.org"), Optional.empty(), Optional.empty()));
        });

        assertThat(signUps).filteredOn(SignUp.Joined.class::isInstance).hasSize(1);
        assertThat(here.village.people().counts().members()).isOne();
    }

    @Test
    void where_it_is_by_approval_nobody_is_seen_or_let_in_before() {
        here.set(Accounts.REGISTRATION, Registration.APPROVAL);
        var noReason = accounts.signUp(form("alice"));
        var alice = accounts.signUp(form("alice", Optional.empty(), Optional.of("I knit."), Optional.empty()))
                .orThrow();
        var bob = accounts.signUp(form("bob", Optional.empty(), Optional.of("Buy pills."), Optional.empty()))
                .orThrow();
        var waiting = accounts.pending();
        var seenBefore = here.village.people().named("alice");
        var loginBefore = accounts.authenticate("alice", Membership.PASSWORD).orElseThrow();

        assertThatThrownBy(() -> here.sessions.open(alice.actor(), "browser")).isInstanceOf(NoMember.class);
        var approved = accounts.approve(alice.actor());
        var refused = accounts.refuse(bob.actor());

        assertThat(fields(noReason)).containsExactly("reason");
        assertThat(waiting).extracting(Account::name).containsExactly("alice", "bob");
        assertThat(waiting.getFirst().reason()).contains("I knit.");
        assertThat(seenBefore).isEmpty();
        assertThat(loginBefore.open()).isFalse();
        assertThat(approved).isTrue();
        assertThat(refused).isTrue();
        assertThat(accounts.approve(alice.actor())).isFalse();
        assertThat(here.village.people().named("alice")).isPresent();
        assertThat(here.sessions.open(alice.actor(), "browser")).isNotNull();
        assertThat(accounts.authenticate("bob", Membership.PASSWORD)).isEmpty();
        assertThat(accounts.pending()).isEmpty();
        assertThat(accounts.signUp(form("bob", Optional.empty(), Optional.of("Sorry."), Optional.empty())))
                .isInstanceOf(SignUp.Joined.class);
    }

    @Test
    void an_invitation_opens_the_door_that_others_wait_at() throws Exception {
        here.set(Accounts.REGISTRATION, Registration.INVITATION);
        var code = here.invitations.make(Optional.empty(), OptionalInt.of(1), Optional.empty());
        var other = here.invitations.make(Optional.empty(), OptionalInt.empty(), Optional.empty());
        var names = List.of("anna", "berta", "carla").iterator();

        var without = accounts.signUp(form("dora"));
        var wrong = accounts.signUp(form("dora", Optional.empty(), Optional.empty(), Optional.of("guess")));
        var signUps = Membership.atOnce(3, () -> {
            String name;
            synchronized (names) {
                name = names.next();
            }
            return accounts.signUp(form(name, Optional.empty(), Optional.empty(), Optional.of(code)));
        });
        here.set(Accounts.REGISTRATION, Registration.APPROVAL);
        var invited = accounts.signUp(form("emil", Optional.empty(), Optional.empty(), Optional.of(other)));

        assertThat(fields(without)).containsExactly("invitation");
        assertThat(fields(wrong)).containsExactly("invitation");
        assertThat(signUps).filteredOn(SignUp.Joined.class::isInstance).hasSize(1);
        assertThat(invited.orThrow().open()).isTrue();
    }

    @Test
    void a_sign_up_that_fails_uses_no_invitation_up() {
        here.set(Accounts.REGISTRATION, Registration.INVITATION);
        here.member("alice");
        var code = here.invitations.make(Optional.empty(), OptionalInt.of(1), Optional.empty());

        accounts.signUp(form("alice", Optional.empty(), Optional.empty(), Optional.of(code)));

        assertThat(here.invitations.holds(code)).isTrue();
    }

    @Test
    void where_it_is_closed_nobody_joins_but_the_operator_still_makes_accounts() {
        here.set(Accounts.REGISTRATION, Registration.CLOSED);

        assertThat(fields(accounts.signUp(form("alice")))).containsExactly("");
        assertThat(accounts.create("admin", Optional.empty(), Membership.PASSWORD, Role.OWNER)
                        .orThrow()
                        .role())
                .isEqualTo(Role.OWNER);
        assertThatThrownBy(() -> accounts.create("no name", Optional.of("x"), "short", Role.MEMBER)
                        .orThrow())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("letters", "e-mail", "8 characters");
    }

    @Test
    void the_first_owner_is_made_by_the_link_and_only_the_first() throws Exception {
        here.set(Accounts.REGISTRATION, Registration.CLOSED);
        var old = here.links.make(OneTimeLinks.Purpose.OWNER, Optional.empty(), Duration.ofDays(1));
        var link = here.links.make(OneTimeLinks.Purpose.OWNER, Optional.empty(), Duration.ofDays(1));
        var names = List.of("anna", "berta", "carla").iterator();
        var byOldLink = accounts.signUpOwner(old, form("mallory"));

        var signUps = Membership.atOnce(3, () -> {
            String name;
            synchronized (names) {
                name = names.next();
            }
            return accounts.signUpOwner(link, form(name));
        });
        var later = here.links.make(OneTimeLinks.Purpose.OWNER, Optional.empty(), Duration.ofDays(1));

        assertThat(fields(byOldLink)).containsExactly("");
        assertThat(signUps)
                .filteredOn(SignUp.Joined.class::isInstance)
                .hasSize(1)
                .first()
                .satisfies(signUp -> assertThat(signUp.orThrow().role()).isEqualTo(Role.OWNER));
        assertThat(here.village.people().counts().members()).isOne();
        assertThat(accounts.hasOwner()).isTrue();
        assertThat(accounts.ownerLinkHolds(later)).isFalse();
        assertThat(fields(accounts.signUpOwner(later, form("mallory")))).containsExactly("");
    }

    @Test
    void an_owner_link_is_over_when_its_time_is() {
        var link = here.links.make(OneTimeLinks.Purpose.OWNER, Optional.empty(), Duration.ofDays(1));
        var before = accounts.ownerLinkHolds(link);

        here.clock.pass(Duration.ofDays(1));

        assertThat(before).isTrue();
        assertThat(accounts.ownerLinkHolds(link)).isFalse();
        assertThat(fields(accounts.signUpOwner(link, form("alice")))).containsExactly("");
    }

    @Test
    void the_clock_does_not_tell_which_names_exist() {
        var real = here.accounts(new Passwords());
        real.create("alice", Optional.empty(), Membership.PASSWORD, Role.MEMBER).orThrow();
        real.authenticate("warm", "up once please");

        var known = time(() -> real.authenticate("alice", "wrong horse battery"));
        var unknown = time(() -> real.authenticate("nobody", "wrong horse battery"));

        assertThat(unknown).isGreaterThan(known.dividedBy(4));
    }

    private static Duration time(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void a_hash_made_at_another_cost_is_made_anew_at_the_next_login() {
        var alice = here.member("alice");
        var dearer = new Passwords(128, 1);
        var before = hash(alice);

        var login = here.accounts(dearer).authenticate("alice", Membership.PASSWORD);

        assertThat(login).isPresent();
        assertThat(dearer.outdated(before)).isTrue();
        assertThat(dearer.outdated(hash(alice))).isFalse();
        assertThat(dearer.fits(Membership.PASSWORD, hash(alice))).isTrue();
    }

    private String hash(ActorId actor) {
        return here.database.read(tx -> new AccountStore().password(tx, actor)).orElseThrow();
    }

    @Test
    void a_session_lives_by_being_used_and_says_when_it_was() {
        var alice = here.member("alice");
        var opened = here.sessions.open(alice, "Browser/1 " + "x".repeat(500));
        var soon = here.sessions.find(opened.cookie()).orElseThrow();
        here.clock.pass(Duration.ofDays(40));
        here.sessions.find(opened.cookie());
        here.clock.pass(Duration.ofDays(40));

        var later = here.sessions.find(opened.cookie());
        here.clock.pass(Duration.ofDays(61));

        assertThat(soon).isEqualTo(opened.session());
        assertThat(soon.browser()).hasSize(200);
        assertThat(later).isPresent();
        assertThat(later.get().seen()).isAfter(soon.seen());
        assertThat(here.sessions.find(opened.cookie())).isEmpty();
        assertThat(here.sessions.find("guess")).isEmpty();
        assertThat(here.sessions.of(alice)).isEmpty();
    }

    @Test
    void a_member_ends_sessions_one_by_one_or_all_others_and_nobody_elses() {
        var alice = here.member("alice");
        var bob = here.member("bob");
        var one = here.sessions.open(alice, "one");
        var two = here.sessions.open(alice, "two");
        var three = here.sessions.open(alice, "three");
        here.sessions.end(bob, one.session().id());
        var stillThere = here.sessions.find(one.cookie());
        here.sessions.end(alice, one.session().id());

        here.sessions.endOthers(two.session());

        assertThat(stillThere).isPresent();
        assertThat(here.sessions.of(alice)).extracting(Session::browser).containsExactly("two");
        assertThat(here.sessions.find(three.cookie())).isEmpty();
        assertThat(here.heard)
                .containsExactly(
                        new Sessions.Ended(one.session().id()),
                        new Sessions.Ended(three.session().id()));
    }

    @Test
    void nobody_has_more_sessions_than_anybody_needs() {
        var alice = here.member("alice");
        var first = here.sessions.open(alice, "first");
        for (var number = 0; number < 50; number++) {
            here.clock.pass(Duration.ofSeconds(1));
            here.sessions.open(alice, "browser " + number);
        }

        assertThat(here.sessions.of(alice)).hasSize(50);
        assertThat(here.sessions.find(first.cookie())).isEmpty();
    }

    @Test
    void a_new_password_needs_the_old_one_and_ends_all_other_sessions() {
        var alice = here.member("alice");
        var kept = here.sessions.open(alice, "kept");
        var other = here.sessions.open(alice, "other");
        var wrong = accounts.changePassword(alice, "wrong", "fresh and better", Optional.of(kept.session()));
        var weak = accounts.changePassword(alice, Membership.PASSWORD, "alice", Optional.of(kept.session()));

        var changed =
                accounts.changePassword(alice, Membership.PASSWORD, "fresh and better", Optional.of(kept.session()));

        assertThat(wrong).map(Problem::field).contains("password");
        assertThat(weak).map(Problem::field).contains("fresh");
        assertThat(changed).isEmpty();
        assertThat(here.sessions.find(kept.cookie())).isPresent();
        assertThat(here.sessions.find(other.cookie())).isEmpty();
        assertThat(accounts.authenticate("alice", Membership.PASSWORD)).isEmpty();
        assertThat(accounts.authenticate("alice", "fresh and better")).isPresent();
    }

    @Test
    void a_forgotten_password_is_chosen_anew_by_a_link_that_works_once() {
        var alice = here.member("alice");
        var session = here.sessions.open(alice, "browser");
        var link = here.links.make(OneTimeLinks.Purpose.PASSWORD, Optional.of(alice), Duration.ofHours(1));
        var app = here.tokens.tokenFor(alice, Scopes.USUAL);
        var weak = accounts.resetPassword(link, "short");

        var chosen = accounts.resetPassword(link, "fresh and better");

        assertThat(weak).isPresent();
        assertThat(chosen).isEmpty();
        assertThat(accounts.resetPassword(link, "another one here")).isPresent();
        assertThat(here.sessions.find(session.cookie())).isEmpty();
        assertThat(here.tokens.find(app)).isEmpty();
        assertThat(accounts.authenticate("alice", "fresh and better")).isPresent();
    }

    @Test
    void a_member_keeps_how_they_like_things() {
        var alice = here.member("alice");
        var defaults = new PostDefaults(
                new Audience(Reach.FOLLOWERS, true),
                true,
                Optional.of("de"),
                Policy.Rule.FOLLOWERS,
                PolicyDefaults.OPEN);

        accounts.setDefaults(alice, defaults);
        accounts.setLocale(alice, Optional.of("pt-BR"));
        accounts.acceptTerms(alice, here.clock.instant());

        assertThat(accounts.find(alice)).hasValueSatisfying(account -> {
            assertThat(account.defaults()).isEqualTo(defaults);
            assertThat(account.locale()).contains("pt-BR");
            assertThat(account.acceptedTerms()).contains(here.clock.instant());
        });
    }

    @Test
    void who_leaves_through_the_intake_loses_account_sessions_and_tokens_in_the_same_breath() {
        here.owner("olga");
        var alice = here.accounts
                .create("alice", Optional.of("a@example.org"), Membership.PASSWORD, Role.MEMBER)
                .orThrow()
                .actor();
        var session = here.sessions.open(alice, "browser");
        var bearer = here.tokens.tokenFor(alice, Scopes.USUAL);
        var token = here.tokens.find(bearer).orElseThrow();
        var wrong = accounts.mayLeave(alice, "wrong");
        var mayLeave = accounts.mayLeave(alice, Membership.PASSWORD);

        erase(alice);

        assertThat(wrong).isPresent();
        assertThat(mayLeave).isEmpty();
        assertThat(here.sessions.find(session.cookie())).isEmpty();
        assertThat(here.tokens.find(bearer)).isEmpty();
        assertThat(accounts.find(alice)).hasValueSatisfying(account -> {
            assertThat(account.state()).isEqualTo(AccountState.CLOSED);
            assertThat(account.email()).isEmpty();
        });
        assertThat(accounts.authenticate("alice", Membership.PASSWORD)).isEmpty();
        assertThat(accounts.authenticate("alice", "")).isEmpty();
        assertThat(here.heard)
                .containsExactly(
                        new Sessions.Ended(session.session().id()),
                        new Tokens.Revoked(token.id()),
                        new Accounts.Closed(alice));
    }

    private void erase(ActorId actor) {
        var erase = new Activity.EraseActor(here.village.next(), actor);
        here.village.act(tx -> here.village.people().erase(tx, erase));
    }

    @Test
    void the_last_owner_can_neither_leave_nor_step_down() throws Exception {
        var olga = here.owner("olga");

        assertThat(accounts.mayLeave(olga, Membership.PASSWORD))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("last owner"));
        assertThat(accounts.close(olga)).isPresent();
        assertThat(accounts.setRole(olga, Role.MEMBER)).isPresent();
        assertThatThrownBy(() -> erase(olga)).isInstanceOf(IllegalStateException.class);
        assertThat(here.village.people().named("olga"))
                .hasValueSatisfying(person -> assertThat(person.erased()).isFalse());

        var otto = here.owner("otto");
        var both = List.of(olga, otto).iterator();
        var stepped = Membership.atOnce(2, () -> {
            ActorId owner;
            synchronized (both) {
                owner = both.next();
            }
            return accounts.setRole(owner, Role.MODERATOR);
        });

        assertThat(stepped).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(accounts.hasOwner()).isTrue();
        assertThat(accounts.staff()).containsExactlyInAnyOrder(olga, otto);
    }

    @Test
    void who_is_suspended_or_closed_opens_no_door_with_what_they_still_hold() {
        here.owner("olga");
        var alice = here.member("alice");
        var session = here.sessions.open(alice, "browser");
        var bearer = here.tokens.tokenFor(alice, Scopes.USUAL);
        var verifier = new SessionVerifier(accounts);
        var follow = new Activity.Follow(here.village.next(), alice, new ActorId(1), FollowWish.USUAL);
        var before = verifier.verify(follow, alice);

        suspend(alice, true);

        assertThat(before.activity()).isEqualTo(follow);
        assertThat(here.sessions.find(session.cookie())).isEmpty();
        assertThat(here.tokens.find(bearer)).isEmpty();
        assertThatThrownBy(() -> verifier.verify(follow, alice)).isInstanceOf(NoMember.class);
        suspend(alice, false);
        assertThat(here.sessions.find(session.cookie())).isPresent();
        accounts.close(alice);
        assertThatThrownBy(() -> verifier.verify(follow, alice)).isInstanceOf(NoMember.class);
        assertThatThrownBy(() -> here.sessions.open(alice, "browser")).isInstanceOf(NoMember.class);
        assertThatThrownBy(() -> here.tokens.tokenFor(alice, Scopes.USUAL)).isInstanceOf(NoMember.class);
    }

    private void suspend(ActorId actor, boolean suspended) {
        here.database.write(tx -> {
            here.village.people().suspend(tx, actor, suspended);
            return true;
        });
    }

    @Test
    void nobody_acts_for_somebody_else() {
        var alice = here.member("alice");
        var bob = here.member("bob");
        var follow = new Activity.Follow(here.village.next(), bob, alice, FollowWish.USUAL);

        assertThatThrownBy(() -> new SessionVerifier(accounts).verify(follow, alice))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_was_here_lately_is_counted_once() {
        var alice = here.member("alice");
        here.member("bob");
        here.sessions.open(alice, "browser");
        here.sessions.open(alice, "other");
        here.clock.pass(Duration.ofDays(20));

        assertThat(accounts.active(Duration.ofDays(30))).isOne();
        assertThat(accounts.active(Duration.ofDays(10))).isZero();
    }

    @Test
    void the_news_of_a_new_member_is_told_when_they_are_one() {
        var joined = new java.util.ArrayList<People.Joined>();
        var applied = new java.util.ArrayList<People.Applied>();
        here.database.after(People.Joined.class, joined::add);
        here.database.after(People.Applied.class, applied::add);
        here.set(Accounts.REGISTRATION, Registration.APPROVAL);
        var alice = accounts.signUp(form("alice", Optional.empty(), Optional.of("I knit."), Optional.empty()))
                .orThrow()
                .actor();
        var before = List.copyOf(joined);

        accounts.approve(alice);

        assertThat(applied).containsExactly(new People.Applied(alice));
        assertThat(before).isEmpty();
        assertThat(joined).containsExactly(new People.Joined(alice));
    }

    @Test
    void what_is_over_is_forgotten_at_night() {
        var alice = here.member("alice");
        here.sessions.open(alice, "browser");
        here.links.make(OneTimeLinks.Purpose.PASSWORD, Optional.of(alice), Duration.ofHours(1));
        here.clock.pass(Duration.ofDays(100));

        here.database.write(tx -> {
            here.sessions.tidy(tx);
            here.links.tidy(tx);
            return true;
        });

        assertThat(rows("session") + rows("one_time_link")).isZero();
    }

    private long rows(String table) {
        return here.database.read(tx ->
                tx.query("SELECT count(*) FROM " + table).mapTo(Long.class).one());
    }

    @Test
    void an_erasure_that_is_undone_leaves_the_account_open() {
        here.owner("olga");
        var alice = here.member("alice");
        var erase = new Activity.EraseActor(here.village.next(), alice);

        here.database.write(tx -> {
            assertThat(here.village.people().erase(tx, erase)).isInstanceOf(Outcome.Done.class);
            tx.undo();
            return true;
        });

        assertThat(accounts.find(alice).orElseThrow().open()).isTrue();
        assertThat(here.heard).isEmpty();
    }
}
