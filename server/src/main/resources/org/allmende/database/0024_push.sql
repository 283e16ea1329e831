-- Where an app wants to be woken; it lives and dies with its token.
CREATE TABLE push_subscription (
    token {id} PRIMARY KEY,
    reader BIGINT NOT NULL,
    endpoint TEXT NOT NULL,
    -- The app's public key and its secret, in base64url: only it can read what is sent.
    user_key TEXT NOT NULL,
    auth TEXT NOT NULL,
    -- RFC 8291, or the draft before it.
    standard BOOLEAN NOT NULL,
    -- What it wants to hear of, separated by blanks, and from whom: ALL, FOLLOWED, FOLLOWER, NONE.
    alerts TEXT NOT NULL,
    heard_from TEXT NOT NULL,
    -- By its token an app knows for which account it was woken; sealed, because elsewhere only hashes are kept.
    bearer TEXT NOT NULL
);
CREATE INDEX push_subscription_by_reader ON push_subscription (reader, token);

-- The one key with which this instance says who it is (RFC 8292).
CREATE TABLE push_key (
    id INTEGER PRIMARY KEY,
    public_key TEXT NOT NULL,
    private_key TEXT NOT NULL
);
