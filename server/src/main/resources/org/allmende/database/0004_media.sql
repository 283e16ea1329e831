-- Uploads of members and attachments of foreign posts. `state` is READY, WORKING, FAILED, or FOREIGN (not here yet;
-- fetched when first looked at).
CREATE TABLE media (
    id {id} PRIMARY KEY,
    owner BIGINT NOT NULL,
    post BIGINT,
    position INTEGER NOT NULL DEFAULT 0,
    -- IMAGE, GIFV, VIDEO, AUDIO, UNKNOWN
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    mime TEXT NOT NULL,
    description TEXT NOT NULL,
    focus_x DOUBLE PRECISION NOT NULL DEFAULT 0,
    focus_y DOUBLE PRECISION NOT NULL DEFAULT 0,
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    small_width INTEGER NOT NULL DEFAULT 0,
    small_height INTEGER NOT NULL DEFAULT 0,
    blurhash TEXT,
    bytes BIGINT NOT NULL DEFAULT 0,
    -- Where the file and its small copy lie in the store, by content hash; NULL while there is none.
    file TEXT,
    small_file TEXT,
    -- Where a foreign one comes from.
    remote_url TEXT,
    -- For the cache of foreign ones: when it was last looked at (a day is exact enough).
    seen_day BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL
);
CREATE INDEX media_by_post ON media (post, position);
CREATE INDEX media_orphans ON media (created) WHERE post IS NULL;
CREATE INDEX media_by_file ON media (file);
CREATE INDEX media_cached ON media (seen_day) WHERE remote_url IS NOT NULL AND file IS NOT NULL;
