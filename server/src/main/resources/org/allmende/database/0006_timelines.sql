-- What reaches each reader at home: written when a post is published, so that reading is one short walk along the key.
CREATE TABLE home (
    reader BIGINT NOT NULL,
    post BIGINT NOT NULL,
    -- The post that is shown: the shared one where `post` is a share. A share of what is there already adds nothing.
    about BIGINT NOT NULL,
    PRIMARY KEY (reader, post),
    UNIQUE (reader, about)
);

CREATE TABLE notification (
    id {id} PRIMARY KEY,
    reader BIGINT NOT NULL,
    -- A NotificationKind.
    kind TEXT NOT NULL,
    actor BIGINT NOT NULL,
    -- The post it is about; 0 where there is none (NULL would not be unique).
    post BIGINT NOT NULL DEFAULT 0,
    UNIQUE (reader, kind, actor, post)
);
CREATE INDEX notification_by_reader ON notification (reader, id);
CREATE INDEX notification_by_post ON notification (post);

-- How far somebody has read. `timeline` is home or notifications.
CREATE TABLE marker (
    reader BIGINT NOT NULL,
    timeline TEXT NOT NULL,
    last_read BIGINT NOT NULL,
    version INTEGER NOT NULL,
    updated BIGINT NOT NULL,
    PRIMARY KEY (reader, timeline)
);
