-- The body of an activity on its way, once for all the inboxes it goes to. Gone when the last delivery is.
CREATE TABLE outgoing (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    body TEXT NOT NULL,
    created BIGINT NOT NULL
);

-- What we know of other servers as correspondents.
CREATE TABLE host (
    name TEXT PRIMARY KEY,
    failing_since BIGINT,
    dead_since BIGINT,
    -- CAVAGE or RFC9421: the signature that worked last.
    signature TEXT NOT NULL,
    retry_after BIGINT NOT NULL DEFAULT 0
);
