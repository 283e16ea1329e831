CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Work that must be done. `due` and `claimed_until` are milliseconds since 1970; 0 means at once, and nobody.
CREATE TABLE job (
    id {id} PRIMARY KEY,
    kind TEXT NOT NULL,
    lane TEXT NOT NULL,
    payload TEXT NOT NULL,
    once_key TEXT UNIQUE,
    due BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    dead BOOLEAN NOT NULL,
    reason TEXT
);
CREATE INDEX job_ready ON job (due, id) WHERE NOT dead;
CREATE INDEX job_claimed ON job (claimed_until) WHERE claimed_until > 0;

-- Which activity of whom has happened: the same one counts once.
CREATE TABLE deed (
    actor BIGINT NOT NULL,
    activity TEXT NOT NULL,
    subject BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor, activity)
);
CREATE INDEX deed_by_time ON deed (at);
