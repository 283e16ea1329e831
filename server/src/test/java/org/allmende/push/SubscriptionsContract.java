// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.timelines.NotificationKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the tables of this room promise on either database.
abstract class SubscriptionsContract {

    private static final ActorId ANN = new ActorId(1);

    private final SubscriptionStore store = new SubscriptionStore();
    private Database database;

    abstract Database open();

    @BeforeEach
    void furnish() {
        database = open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Subscription subscription(long token, String endpoint, NotificationKind... alerts) {
        return new Subscription(
                token,
                ANN,
                "https://push.example/" + endpoint,
                "key",
                "auth",
                true,
                new Wish(Set.of(alerts), From.FOLLOWER));
    }

    private void put(Subscription one) {
        database.write(tx -> {
            store.put(tx, one, "sealed");
            return true;
        });
    }

    private Optional<SubscriptionStore.Row> find(long token) {
        return database.read(tx -> store.find(tx, token));
    }

    private List<SubscriptionStore.Row> of(ActorId reader) {
        return database.read(tx -> store.of(tx, reader, 10));
    }

    @Test
    void a_token_has_one_subscription_the_latest() {
        put(subscription(5, "first"));
        var second = subscription(5, "second", NotificationKind.MENTION, NotificationKind.REACTION);
        put(second);
        put(subscription(6, "other"));

        assertThat(find(5)).contains(new SubscriptionStore.Row(second, "sealed"));
        assertThat(of(ANN)).hasSize(2);
        assertThat(of(new ActorId(2))).isEmpty();
    }

    @Test
    void wishes_change_and_subscriptions_end() {
        put(subscription(5, "first"));

        var changed = database.write(tx -> store.change(tx, 5, new Wish(Set.of(NotificationKind.POLL), From.ALL)));
        var none = database.write(tx -> store.change(tx, 9, new Wish(Set.of(), From.ALL)));

        assertThat(changed).isTrue();
        assertThat(none).isFalse();
        assertThat(find(5).orElseThrow().subscription().wish())
                .isEqualTo(new Wish(Set.of(NotificationKind.POLL), From.ALL));
        database.write(tx -> {
            store.remove(tx, 5);
            return true;
        });
        assertThat(find(5)).isEmpty();
    }

    @Test
    void the_house_has_one_key_however_often_it_is_asked_for() {
        var first = database.write(new KeyStore()::get);
        var again = database.write(new KeyStore()::get);

        assertThat(again.publicKey()).isEqualTo(first.publicKey());
        assertThat(again.opened(first.sealed("secret", new SecureRandom()))).isEqualTo("secret");
    }
}
