-- Everybody this instance knows: members (domain is '') and strangers. A row is never deleted: an erased actor stays
-- as a tombstone, so that a name is never given away twice and replays are recognised.
CREATE TABLE actor (
    id {id} PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- The name in lower case: `Ann` and `ann` are one person.
    name_key TEXT NOT NULL,
    domain TEXT NOT NULL,
    kind TEXT NOT NULL,
    display_name TEXT NOT NULL,
    -- The displayed name in lower case, for searching.
    search_key TEXT NOT NULL,
    bio_html TEXT NOT NULL,
    bio_source TEXT NOT NULL,
    bio_format TEXT NOT NULL,
    -- The fields are in actor_field, one row each.
    url TEXT NOT NULL,
    avatar BIGINT,
    header BIGINT,
    locked BOOLEAN NOT NULL,
    bot BOOLEAN NOT NULL,
    discoverable BOOLEAN NOT NULL,
    indexable BOOLEAN NOT NULL,
    created BIGINT NOT NULL,
    -- Followers of ours are counted; of strangers, what their home says where it says it.
    followers_count BIGINT NOT NULL DEFAULT 0,
    following_count BIGINT NOT NULL DEFAULT 0,
    posts_count BIGINT NOT NULL DEFAULT 0,
    last_post_at BIGINT,
    -- NULL, or when it was limited, suspended, erased.
    limited_at BIGINT,
    suspended_at BIGINT,
    erased_at BIGINT,
    moved_to BIGINT,
    -- Applied, and waits for approval: nobody sees such a person yet.
    applied BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (domain, name_key)
);
CREATE INDEX actor_by_name ON actor (name_key);
CREATE INDEX actor_directory ON actor (id) WHERE discoverable;
CREATE INDEX actor_members ON actor (id) WHERE domain = '';

CREATE TABLE actor_field (
    actor BIGINT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    html TEXT NOT NULL,
    source TEXT NOT NULL,
    verified_at BIGINT,
    PRIMARY KEY (actor, position)
);

-- How to reach a stranger, and by which keys to know them.
CREATE TABLE stranger (
    actor {id} PRIMARY KEY,
    inbox TEXT NOT NULL,
    shared_inbox TEXT,
    outbox TEXT,
    followers_uri TEXT,
    featured_uri TEXT,
    key_id TEXT,
    public_key TEXT,
    -- FEP-521a Multikeys, separated by spaces.
    assertion_keys TEXT NOT NULL,
    fetched_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX stranger_by_key ON stranger (key_id);

-- The keys of our members: what the Fediverse speaks, and what the person is.
CREATE TABLE member_key (
    actor {id} PRIMARY KEY,
    rsa_private {bytes} NOT NULL,
    rsa_public TEXT NOT NULL,
    ed25519_seed {bytes} NOT NULL,
    ed25519_public TEXT NOT NULL
);

CREATE TABLE follow (
    id {id} PRIMARY KEY,
    follower BIGINT NOT NULL,
    followed BIGINT NOT NULL,
    -- WAITING or ACCEPTED
    state TEXT NOT NULL,
    shares BOOLEAN NOT NULL,
    each_post BOOLEAN NOT NULL,
    -- The activity that asked, to accept or undo it by name.
    activity TEXT NOT NULL,
    UNIQUE (follower, followed)
);
CREATE INDEX follow_followers ON follow (followed, state, id);
CREATE INDEX follow_following ON follow (follower, state, id);

CREATE TABLE block (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    target BIGINT NOT NULL,
    activity TEXT NOT NULL,
    UNIQUE (actor, target)
);
CREATE INDEX block_by_actor ON block (actor, id);
CREATE INDEX block_by_target ON block (target, actor);

CREATE TABLE mute (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    target BIGINT NOT NULL,
    notifications BOOLEAN NOT NULL,
    until BIGINT,
    UNIQUE (actor, target)
);
CREATE INDEX mute_by_actor ON mute (actor, id);

-- A member's private note about somebody.
CREATE TABLE note_on (
    actor BIGINT NOT NULL,
    target BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (actor, target)
);

CREATE TABLE invitation (
    id {id} PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    inviter BIGINT,
    uses_max INTEGER,
    uses INTEGER NOT NULL,
    expires BIGINT
);
