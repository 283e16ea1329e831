-- What readers do not want to read. `contexts` holds names of Filter.Context, separated by spaces; `action` is a
-- Filter.Action.
CREATE TABLE reader_filter (
    id {id} PRIMARY KEY,
    owner BIGINT NOT NULL,
    title TEXT NOT NULL,
    contexts TEXT NOT NULL,
    action TEXT NOT NULL,
    expires BIGINT
);
CREATE INDEX reader_filter_by_owner ON reader_filter (owner, id);

-- `kind` is a Filter.Kind.
CREATE TABLE filter_term (
    id {id} PRIMARY KEY,
    filter BIGINT NOT NULL,
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    whole BOOLEAN NOT NULL
);
CREATE INDEX filter_term_by_filter ON filter_term (filter, id);

CREATE TABLE filter_post (
    id {id} PRIMARY KEY,
    filter BIGINT NOT NULL,
    post BIGINT NOT NULL,
    UNIQUE (filter, post)
);

-- Rises with each change, so that every node knows when what it has compiled is old.
CREATE TABLE filter_version (
    owner {id} PRIMARY KEY,
    version BIGINT NOT NULL
);
