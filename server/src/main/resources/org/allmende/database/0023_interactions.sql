-- Who has to agree before others than the author may read this answer; NULL where nobody has to.
ALTER TABLE post ADD COLUMN awaits BIGINT;

-- What somebody asked to do to a post whose author wants to be asked, or whose home has to confirm that they may.
CREATE TABLE interaction (
    id {id} PRIMARY KEY,
    -- An Interaction: REPLY, LIKE (reactions among them) or SHARE. Quotes have a table of their own.
    what TEXT NOT NULL,
    post BIGINT NOT NULL,
    -- Whose word counts.
    author BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    -- Of the like or share, or of the post that answers.
    address TEXT NOT NULL,
    -- The post that answers, or the share that there will be.
    deed BIGINT,
    -- The emoji of a reaction, or the audience of a share.
    detail TEXT NOT NULL,
    -- An InteractionState: PENDING, ACCEPTED, REJECTED or REVOKED.
    state TEXT NOT NULL,
    -- Where the home of the author confirms it: a claim while it is PENDING. Ours have the row's number.
    stamp TEXT,
    -- The address under which a stranger asked.
    request TEXT,
    asked BIGINT NOT NULL,
    decided BIGINT,
    UNIQUE (post, address)
);
CREATE INDEX interaction_by_author ON interaction (author, state, id);
CREATE INDEX interaction_by_actor ON interaction (actor, post);
CREATE INDEX interaction_by_deed ON interaction (deed) WHERE deed IS NOT NULL;
CREATE INDEX interaction_by_stamp ON interaction (stamp) WHERE stamp IS NOT NULL;

-- What others may do with what a member writes, for each audience, as PolicyDefaults.text() writes it.
ALTER TABLE account ADD COLUMN default_policies TEXT NOT NULL DEFAULT '';
