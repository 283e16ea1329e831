-- Files that members brought along from elsewhere: whom they followed, blocked, muted. Lines wait in luggage_line until
-- they are unpacked; what could not be is kept for the report.
CREATE TABLE luggage (
    id {id} PRIMARY KEY,
    owner BIGINT NOT NULL,
    kind TEXT NOT NULL,
    total INTEGER NOT NULL,
    failed INTEGER NOT NULL
);
CREATE INDEX luggage_by_owner ON luggage (owner, id);

CREATE TABLE luggage_line (
    luggage BIGINT NOT NULL,
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    failed BOOLEAN NOT NULL,
    PRIMARY KEY (luggage, line)
);
