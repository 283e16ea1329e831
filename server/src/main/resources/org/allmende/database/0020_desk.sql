-- What is written and not said yet: drafts (`due` is NULL), and posts that wait for their hour.
CREATE TABLE paper (
    id {id} PRIMARY KEY,
    author BIGINT NOT NULL,
    due BIGINT,
    -- What its writer's app calls the request, so that a repeated one makes no second paper.
    once_key TEXT,
    text TEXT NOT NULL,
    format TEXT NOT NULL,
    summary TEXT,
    sensitive BOOLEAN NOT NULL,
    language TEXT,
    reach TEXT NOT NULL,
    local_only BOOLEAN NOT NULL,
    in_reply_to BIGINT,
    -- Ids, separated by blanks.
    media TEXT NOT NULL,
    -- The options, separated by line feeds; NULL where nothing is asked.
    poll TEXT,
    poll_multiple BOOLEAN NOT NULL,
    poll_hide BOOLEAN NOT NULL,
    poll_seconds BIGINT NOT NULL,
    quote BIGINT,
    quotable TEXT NOT NULL,
    -- Why it could not be said when its hour came.
    trouble TEXT,
    changed BIGINT NOT NULL
);
CREATE INDEX paper_by_author ON paper (author, id);
CREATE UNIQUE INDEX paper_once ON paper (author, once_key) WHERE once_key IS NOT NULL;

-- Uploads that something not yet said needs: they are kept, however long no post shows them.
CREATE TABLE media_hold (
    media BIGINT NOT NULL,
    holder BIGINT NOT NULL,
    PRIMARY KEY (media, holder)
);
CREATE INDEX media_hold_by_holder ON media_hold (holder);
