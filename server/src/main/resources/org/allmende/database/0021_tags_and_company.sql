-- Hashtags that people show on their profiles, by their keys.
CREATE TABLE featured_tag (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    tag TEXT NOT NULL,
    UNIQUE (actor, tag)
);
ALTER TABLE stranger ADD COLUMN featured_tags_uri TEXT;

-- Hashtags whose posts members want at home.
CREATE TABLE tag_follow (
    id {id} PRIMARY KEY,
    reader BIGINT NOT NULL,
    tag TEXT NOT NULL,
    UNIQUE (reader, tag)
);
CREATE INDEX tag_follow_by_tag ON tag_follow (tag, id);

-- Whom members recommend.
CREATE TABLE endorsement (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    target BIGINT NOT NULL,
    UNIQUE (actor, target)
);
CREATE INDEX endorsement_by_actor ON endorsement (actor, id);
CREATE INDEX endorsement_by_target ON endorsement (target);

-- Domains that a member wants nothing to do with.
CREATE TABLE avoided_domain (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    domain TEXT NOT NULL,
    UNIQUE (actor, domain)
);

-- What is said among a few, as each of them sees it. `people` stands for the others who take part: somebody who turns
-- to fewer people in the same thread begins another conversation.
CREATE TABLE conversation (
    id {id} PRIMARY KEY,
    reader BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    people TEXT NOT NULL,
    last_post BIGINT NOT NULL,
    unread BOOLEAN NOT NULL,
    UNIQUE (reader, thread, people)
);
CREATE INDEX conversation_by_reader ON conversation (reader, last_post);
CREATE TABLE conversation_post (
    conversation BIGINT NOT NULL,
    post BIGINT NOT NULL,
    PRIMARY KEY (conversation, post)
);
CREATE INDEX conversation_post_by_post ON conversation_post (post);

-- People whom a member does not want to be suggested again.
CREATE TABLE dismissed_suggestion (
    reader BIGINT NOT NULL,
    target BIGINT NOT NULL,
    PRIMARY KEY (reader, target)
);
