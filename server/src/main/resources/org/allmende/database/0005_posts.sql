-- Posts and shares. A share is a row of its own with `share_of`; everything it shows is the shared post's.
-- An erased post stays as a tombstone (deleted_at, all content gone), so that a replay of it is refused.
CREATE TABLE post (
    id {id} PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    author BIGINT NOT NULL,
    -- The author is a member here.
    home BOOLEAN NOT NULL,
    share_of BIGINT,
    in_reply_to BIGINT,
    in_reply_to_author BIGINT,
    -- The first post of the conversation; its own id where it starts one.
    thread BIGINT NOT NULL,
    html TEXT NOT NULL,
    source TEXT NOT NULL,
    format TEXT NOT NULL,
    summary TEXT,
    sensitive BOOLEAN NOT NULL,
    language TEXT,
    -- PUBLIC, UNLISTED, FOLLOWERS, MUTUALS, DIRECT
    reach TEXT NOT NULL,
    local_only BOOLEAN NOT NULL,
    created BIGINT NOT NULL,
    edited_at BIGINT,
    deleted_at BIGINT,
    pinned_at BIGINT,
    -- Something is attached. Its media know that too, but lists of such posts would have to look at all others first.
    has_media BOOLEAN NOT NULL DEFAULT FALSE,
    likes_count BIGINT NOT NULL DEFAULT 0,
    shares_count BIGINT NOT NULL DEFAULT 0,
    replies_count BIGINT NOT NULL DEFAULT 0,
    -- Which app wrote it, where the author let that be seen.
    app TEXT
);
CREATE INDEX post_by_author ON post (author, id) WHERE deleted_at IS NULL;
CREATE INDEX post_by_thread ON post (thread, id) WHERE deleted_at IS NULL AND share_of IS NULL;
CREATE INDEX post_replies ON post (in_reply_to, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX post_share ON post (author, share_of) WHERE share_of IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX post_shares ON post (share_of, id) WHERE share_of IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX post_public ON post (id) WHERE reach = 'PUBLIC' AND share_of IS NULL AND deleted_at IS NULL;
CREATE INDEX post_public_home ON post (id) WHERE reach = 'PUBLIC' AND home AND share_of IS NULL AND deleted_at IS NULL;
CREATE INDEX post_media ON post (author, id) WHERE has_media AND deleted_at IS NULL;
CREATE INDEX post_public_media ON post (id)
    WHERE has_media AND reach = 'PUBLIC' AND share_of IS NULL AND deleted_at IS NULL;
CREATE INDEX post_pinned ON post (author, id) WHERE pinned_at IS NOT NULL;
CREATE INDEX post_erased ON post (deleted_at) WHERE deleted_at IS NOT NULL;

-- The exact bytes of signed objects, ours and foreign: to forward, to check again, to carry among peers.
CREATE TABLE post_object (
    post {id} PRIMARY KEY,
    bytes {bytes} NOT NULL
);

CREATE TABLE post_mention (
    post BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    PRIMARY KEY (post, actor)
);
CREATE INDEX post_mention_by_actor ON post_mention (actor, post);

CREATE TABLE post_tag (
    tag TEXT NOT NULL,
    post BIGINT NOT NULL,
    PRIMARY KEY (tag, post)
);
CREATE INDEX post_tag_by_post ON post_tag (post);

-- What a post was before an edit.
CREATE TABLE post_version (
    id {id} PRIMARY KEY,
    post BIGINT NOT NULL,
    html TEXT NOT NULL,
    source TEXT NOT NULL,
    summary TEXT,
    sensitive BOOLEAN NOT NULL,
    -- The poll's options at that time, separated by line feeds.
    options TEXT,
    -- The media at that time, ids separated by spaces.
    media TEXT NOT NULL,
    written BIGINT NOT NULL
);
CREATE INDEX post_version_by_post ON post_version (post, id);

CREATE TABLE liking (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    post BIGINT NOT NULL,
    activity TEXT NOT NULL,
    UNIQUE (actor, post)
);
CREATE INDEX liking_by_post ON liking (post, id);
CREATE INDEX liking_by_actor ON liking (actor, id);

CREATE TABLE bookmark (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    post BIGINT NOT NULL,
    UNIQUE (actor, post)
);
CREATE INDEX bookmark_by_actor ON bookmark (actor, id);

-- Conversations somebody wants no more notifications from.
CREATE TABLE thread_mute (
    actor BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    PRIMARY KEY (actor, thread)
);

CREATE TABLE poll (
    post {id} PRIMARY KEY,
    multiple BOOLEAN NOT NULL,
    hide_totals BOOLEAN NOT NULL,
    closes BIGINT,
    -- How many people voted.
    voters BIGINT NOT NULL
);

CREATE TABLE poll_option (
    post BIGINT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    votes BIGINT NOT NULL,
    PRIMARY KEY (post, position)
);

CREATE TABLE poll_vote (
    post BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (post, actor, position)
);
