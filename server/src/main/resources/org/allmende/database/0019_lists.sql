-- Lists of people that somebody reads apart from their home. `replies` is FOLLOWED, LIST or NONE; the people of an
-- exclusive list do not appear at home.
CREATE TABLE person_list (
    id {id} PRIMARY KEY,
    owner BIGINT NOT NULL,
    title TEXT NOT NULL,
    replies TEXT NOT NULL,
    exclusive BOOLEAN NOT NULL
);
CREATE INDEX person_list_by_owner ON person_list (owner, id);

CREATE TABLE list_member (
    id {id} PRIMARY KEY,
    list BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    UNIQUE (list, actor)
);
CREATE INDEX list_member_by_list ON list_member (list, id);
CREATE INDEX list_member_by_actor ON list_member (actor, list);

-- What reaches each list, as `home` holds what reaches each reader.
CREATE TABLE list_entry (
    list BIGINT NOT NULL,
    post BIGINT NOT NULL,
    about BIGINT NOT NULL,
    PRIMARY KEY (list, post),
    UNIQUE (list, about)
);
