// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.database.Tx;
import org.jdbi.v3.core.statement.Query;

/// Lists of people, paged by the id of what put them there: the follow, the block, the mute.
final class ListStore {

    record Entry(long id, ActorId actor) {}

    private ListStore() {}

    /// `select` names its columns `id` and `actor` and ends within its WHERE; `owner` is whose list it is.
    static List<Entry> page(Tx tx, String select, ActorId owner, Page page) {
        var query = tx.query(select + " AND id < :below AND id > :above " + order(page))
                .bind("owner", owner.value());
        var found = bound(query, page)
                .map((row, _) -> new Entry(row.getLong("id"), new ActorId(row.getLong("actor"))))
                .list();
        return page.upwards() ? found.reversed() : found;
    }

    static String order(Page page) {
        return page.upwards() ? "ORDER BY id LIMIT :limit" : "ORDER BY id DESC LIMIT :limit";
    }

    static Query bound(Query query, Page page) {
        return query.bind("below", page.below()).bind("above", page.above()).bind("limit", page.limit());
    }
}
