-- Who may quote, answer, like and share it, as Policy.text() writes it; NULL where the author says nothing.
ALTER TABLE post ADD COLUMN policy TEXT;
-- The post that it quotes.
ALTER TABLE post ADD COLUMN quoted BIGINT;
-- How many posts quote it with its author's consent.
ALTER TABLE post ADD COLUMN quotes_count BIGINT NOT NULL DEFAULT 0;

-- What the author of a quoted post says about being quoted. Who asks may come before the post that quotes.
CREATE TABLE quote (
    id {id} PRIMARY KEY,
    quoted BIGINT NOT NULL,
    quoting_uri TEXT NOT NULL,
    -- The post that quotes, once it is here.
    quoting BIGINT,
    -- A QuoteState: PENDING, ACCEPTED, REJECTED or REVOKED.
    state TEXT NOT NULL,
    -- Where the home of the quoted author confirms it: a claim while it is PENDING. Ours have the row's number.
    stamp TEXT,
    -- The address under which a stranger asked.
    request TEXT,
    -- Made in a spelling that knows of no consent.
    plain BOOLEAN NOT NULL,
    UNIQUE (quoted, quoting_uri)
);
CREATE UNIQUE INDEX quote_by_quoting ON quote (quoting) WHERE quoting IS NOT NULL;
CREATE INDEX quote_by_stamp ON quote (stamp) WHERE stamp IS NOT NULL;

-- Who may quote what a member writes, as Policy.Rule.text() writes it.
ALTER TABLE account ADD COLUMN default_quote TEXT NOT NULL DEFAULT 'EVERYBODY/';
