-- Under which other addresses somebody says they are known.
CREATE TABLE alias (
    actor BIGINT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (actor, address)
);

-- Who has moved where, both being sure of it.
CREATE TABLE moved (
    actor {id} PRIMARY KEY,
    target BIGINT NOT NULL,
    since BIGINT NOT NULL
);
CREATE INDEX moved_by_target ON moved (target);
