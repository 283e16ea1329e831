-- What a member logs in with. `state` is PENDING (waits for approval), ACTIVE or CLOSED (left, or was sent away).
CREATE TABLE account (
    actor {id} PRIMARY KEY,
    email TEXT UNIQUE,
    password TEXT NOT NULL,
    -- OWNER, MODERATOR or MEMBER
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    -- The version of rules and terms that was accepted, as the time it was written.
    accepted_terms BIGINT,
    locale TEXT,
    -- What a new post starts with.
    default_reach TEXT NOT NULL,
    default_local BOOLEAN NOT NULL,
    default_sensitive BOOLEAN NOT NULL,
    default_language TEXT,
    created BIGINT NOT NULL,
    invited_by BIGINT,
    -- Days since 1970.
    last_active_day BIGINT
);
CREATE INDEX account_by_state ON account (state, actor);

-- A browser that is logged in. Only a hash of the cookie is kept.
CREATE TABLE session (
    id {id} PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    actor BIGINT NOT NULL,
    csrf TEXT NOT NULL,
    -- What the browser calls itself, shortened, so that a person recognises it.
    browser TEXT NOT NULL,
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX session_by_actor ON session (actor);

CREATE TABLE app (
    id {id} PRIMARY KEY,
    client_id TEXT NOT NULL UNIQUE,
    secret_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    website TEXT,
    -- Separated by line feeds.
    redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE authorization_code (
    code_hash TEXT PRIMARY KEY,
    app BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT,
    expires BIGINT NOT NULL,
    -- The token it was traded for: a code used twice takes that token back.
    token BIGINT
);

-- `actor` is NULL for an app that speaks for nobody.
CREATE TABLE token (
    id {id} PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    app BIGINT,
    actor BIGINT,
    scopes TEXT NOT NULL,
    created BIGINT NOT NULL,
    -- Days since 1970.
    used_day BIGINT
);
CREATE INDEX token_by_actor ON token (actor);
CREATE INDEX token_by_app ON token (app);

-- One-time links: making the owner's account, choosing a new password.
CREATE TABLE one_time_link (
    secret_hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    actor BIGINT,
    expires BIGINT NOT NULL
);
