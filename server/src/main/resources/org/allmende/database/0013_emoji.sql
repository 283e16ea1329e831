-- Custom emoji: ours (`domain` empty) and those that other servers told of.
CREATE TABLE emoji (
    id {id} PRIMARY KEY,
    domain TEXT NOT NULL,
    -- Without its colons.
    shortcode TEXT NOT NULL,
    category TEXT NOT NULL,
    -- Offered in pickers.
    listed BOOLEAN NOT NULL,
    -- When its home last changed it; 0 where it does not say.
    updated BIGINT NOT NULL,
    -- The picture.
    media BIGINT NOT NULL,
    -- Where a foreign picture lies.
    url TEXT NOT NULL,
    UNIQUE (domain, shortcode)
);

-- Who answered which post with which emoji: a character, or `:name@domain:`. `activity` is as in `liking`.
CREATE TABLE reaction (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    post BIGINT NOT NULL,
    emoji TEXT NOT NULL,
    activity TEXT NOT NULL,
    UNIQUE (actor, post, emoji)
);
CREATE INDEX reaction_by_post ON reaction (post, emoji, id);
-- Some take back by naming nothing but the activity.
CREATE INDEX reaction_by_activity ON reaction (actor, activity);
CREATE INDEX liking_by_activity ON liking (actor, activity);

-- How many: timelines do not count rows. `since` is the first reaction, which gives the order.
CREATE TABLE reaction_count (
    post BIGINT NOT NULL,
    emoji TEXT NOT NULL,
    people BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (post, emoji)
);

-- Of a reaction: with what.
ALTER TABLE notification ADD COLUMN emoji TEXT NOT NULL DEFAULT '';
