-- Of whom members want to hear. Each column after the reader is a NotificationPolicy.Verdict.
CREATE TABLE notification_policy (
    reader {id} PRIMARY KEY,
    not_following TEXT NOT NULL,
    not_followers TEXT NOT NULL,
    new_accounts TEXT NOT NULL,
    private_mentions TEXT NOT NULL,
    limited_accounts TEXT NOT NULL
);

-- Set apart until the reader decides about who caused them.
ALTER TABLE notification ADD COLUMN filtered BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX notification_filtered ON notification (reader, actor, id) WHERE filtered;

-- Somebody whose notifications were set apart.
CREATE TABLE notification_request (
    id {id} PRIMARY KEY,
    reader BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    UNIQUE (reader, actor)
);
CREATE INDEX notification_request_by_reader ON notification_request (reader, id);

-- Who is heard whatever the policy says.
CREATE TABLE notification_permission (
    reader BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    PRIMARY KEY (reader, actor)
);

-- Minutes of the day in a time zone between which nothing is told live.
CREATE TABLE quiet_hours (
    reader {id} PRIMARY KEY,
    zone TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
);
