-- What the owners tell everybody here, who has read it, and what they think of it.
CREATE TABLE announcement (
    id {id} PRIMARY KEY,
    source TEXT NOT NULL,
    html TEXT NOT NULL,
    -- NULL where it holds until it is taken down.
    ends BIGINT,
    changed BIGINT NOT NULL
);

CREATE TABLE announcement_read (
    announcement BIGINT NOT NULL,
    reader BIGINT NOT NULL,
    PRIMARY KEY (announcement, reader)
);
CREATE INDEX announcement_read_by_reader ON announcement_read (reader);

CREATE TABLE announcement_reaction (
    announcement BIGINT NOT NULL,
    reader BIGINT NOT NULL,
    emoji TEXT NOT NULL,
    PRIMARY KEY (announcement, reader, emoji)
);
CREATE INDEX announcement_reaction_by_reader ON announcement_reaction (reader);
