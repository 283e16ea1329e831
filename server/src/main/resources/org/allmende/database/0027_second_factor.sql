-- What a member shows at login beside the password: codes that an app on their phone makes from a shared secret.
CREATE TABLE second_factor (
    actor {id} PRIMARY KEY,
    -- In base32, as apps take it. It has to be known to be checked, so it cannot be hashed.
    secret TEXT NOT NULL,
    -- NULL until the member has shown that their app works.
    since BIGINT,
    -- The newest time step of which a code was taken: none is taken twice.
    last_step BIGINT NOT NULL
);

-- For who has lost the phone: each counts once, and only its hash is kept.
CREATE TABLE recovery_code (
    actor BIGINT NOT NULL,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (actor, code_hash)
);
