-- What the home of a foreign post says about it beyond what it shows.
CREATE TABLE post_origin (
    post {id} PRIMARY KEY,
    -- Where its conversation is kept (FEP-7888).
    context TEXT,
    -- When its author changed it last, by their own clock.
    revised BIGINT,
    -- The address of what it answers, as long as that is not here.
    parent TEXT,
    -- It was looked for long after it was said: nobody has been told of it.
    untold BOOLEAN NOT NULL,
    -- As its home counts.
    replies BIGINT,
    likes BIGINT,
    shares BIGINT
);
CREATE INDEX post_origin_by_parent ON post_origin (parent) WHERE parent IS NOT NULL;

-- When we last went to look for what is missing: the rest of a conversation, older posts of a person, votes.
CREATE TABLE gathering (
    -- THREAD, PERSON, PINS, POLL
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    begun BIGINT NOT NULL,
    -- Absent while it is under way.
    ended BIGINT,
    found INTEGER NOT NULL,
    -- How often in a row nothing was found.
    vain INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX gathering_by_time ON gathering (begun);
