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

-- By which number others were told of a like or a block, so that taking it back names the same activity.
CREATE TABLE told (
    actor BIGINT NOT NULL,
    -- LIKE, BLOCK
    kind TEXT NOT NULL,
    -- The post or the person.
    subject BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (actor, kind, subject)
);

-- Activities that were taken back before they arrived: they must not count when they do.
CREATE TABLE undone (
    actor BIGINT NOT NULL,
    activity TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (actor, activity)
);
