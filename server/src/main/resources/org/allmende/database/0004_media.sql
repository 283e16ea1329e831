-- Uploads of members, and attachments, avatars and headers of strangers. `state` is READY, WORKING, FAILED, or FOREIGN
-- (not here yet; fetched when first looked at).
CREATE TABLE media (
    id {id} PRIMARY KEY,
    owner BIGINT NOT NULL,
    -- Part of its address, so that nobody can count through the ids and look at what is not public.
    secret TEXT NOT NULL,
    -- POST, AVATAR, HEADER
    purpose TEXT NOT NULL,
    -- The post it belongs to or, of foreign media not attached yet, is meant for; 0 for none.
    post BIGINT NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0,
    -- Shown by its post or profile. What is not is forgotten after a day.
    attached BOOLEAN NOT NULL,
    -- IMAGE, GIFV, VIDEO, AUDIO, UNKNOWN
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    mime TEXT NOT NULL,
    description TEXT NOT NULL,
    focus_x DOUBLE PRECISION NOT NULL DEFAULT 0,
    focus_y DOUBLE PRECISION NOT NULL DEFAULT 0,
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    blurhash TEXT,
    -- What file and small copy take of the disk together.
    bytes BIGINT NOT NULL DEFAULT 0,
    -- The names of the file and its small copy in the store; NULL while there is none.
    file TEXT,
    small_file TEXT,
    small_mime TEXT,
    small_width INTEGER NOT NULL DEFAULT 0,
    small_height INTEGER NOT NULL DEFAULT 0,
    -- Where a foreign one comes from.
    remote_url TEXT,
    -- For the cache of foreign ones: when it was last looked at (a day is exact enough).
    seen_day BIGINT NOT NULL DEFAULT 0,
    created BIGINT NOT NULL
);
CREATE INDEX media_by_post ON media (post, position);
CREATE INDEX media_by_owner ON media (owner, id);
CREATE INDEX media_loose ON media (created) WHERE NOT attached;
CREATE INDEX media_by_file ON media (file) WHERE file IS NOT NULL;
CREATE INDEX media_by_small_file ON media (small_file) WHERE small_file IS NOT NULL;
CREATE INDEX media_cached ON media (seen_day, id, bytes) WHERE remote_url IS NOT NULL AND file IS NOT NULL;
-- A stranger has one avatar and one header.
CREATE UNIQUE INDEX media_face ON media (owner, purpose) WHERE purpose <> 'POST' AND remote_url IS NOT NULL;

-- The files in the store, by the hash of their content. Who adds or removes a file holds its row, so that a file is
-- never deleted while somebody else begins to use the same content.
CREATE TABLE media_file (
    name TEXT PRIMARY KEY
);
