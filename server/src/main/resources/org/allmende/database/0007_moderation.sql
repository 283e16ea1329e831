CREATE TABLE rule (
    id {id} PRIMARY KEY,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    hint TEXT NOT NULL,
    -- Who accepted the rules before that time has not accepted this one.
    written BIGINT NOT NULL
);

-- Pages the owner writes: ABOUT, TERMS, PRIVACY. Every version is kept; the newest holds.
CREATE TABLE house_text (
    id {id} PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    html TEXT NOT NULL,
    written BIGINT NOT NULL
);
CREATE INDEX house_text_newest ON house_text (kind, id);

-- What may come from a domain and its subdomains. `policy` is NONE, LIMIT or SUSPEND.
CREATE TABLE domain_policy (
    domain TEXT PRIMARY KEY,
    policy TEXT NOT NULL,
    reject_media BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    private_note TEXT NOT NULL,
    created BIGINT NOT NULL
);

-- What moderators decided about one person. What holds for a person is this, or what their domain brings along,
-- whichever is stricter.
CREATE TABLE sanction (
    actor {id} PRIMARY KEY,
    -- LIMIT or SUSPEND
    level TEXT NOT NULL,
    moderator BIGINT NOT NULL,
    reason TEXT NOT NULL,
    since BIGINT NOT NULL
);

CREATE TABLE report (
    id {id} PRIMARY KEY,
    reporter BIGINT NOT NULL,
    target BIGINT NOT NULL,
    -- Post ids, separated by spaces.
    posts TEXT NOT NULL,
    comment TEXT NOT NULL,
    forward BOOLEAN NOT NULL,
    resolved_at BIGINT,
    resolved_by BIGINT
);
CREATE INDEX report_open ON report (id) WHERE resolved_at IS NULL;
CREATE INDEX report_by_reporter ON report (reporter, id);
CREATE INDEX report_by_target ON report (target, id);
