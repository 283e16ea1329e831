-- What is at the other end of links.
CREATE TABLE preview (
    id {id} PRIMARY KEY,
    url TEXT NOT NULL,
    -- Who says so: 0 is ourselves, who looked; else the author of a post that links to it.
    giver BIGINT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    author TEXT NOT NULL,
    author_url TEXT,
    provider TEXT NOT NULL,
    picture TEXT,
    picture_text TEXT NOT NULL,
    language TEXT,
    published BIGINT,
    media BIGINT,
    -- When we looked last.
    looked BIGINT,
    UNIQUE (url, giver)
);

-- Which post links to what, and whose word it brought along; 0 where it brought none.
CREATE TABLE post_link (
    post {id} PRIMARY KEY,
    url TEXT NOT NULL,
    giver BIGINT NOT NULL
);
CREATE INDEX post_link_by_url ON post_link (url, giver);
