-- What somebody has sent whom a member here has asked to follow, before their answer: kept for some minutes.
CREATE TABLE early (
    id {id} PRIMARY KEY,
    actor BIGINT NOT NULL,
    payload TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX early_by_actor ON early (actor, id);
