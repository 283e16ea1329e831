-- Relays: servers that pass on public posts between small instances. `state` is ASKED, ON or REFUSED.
CREATE TABLE relay (
    id {id} PRIMARY KEY,
    inbox TEXT NOT NULL UNIQUE,
    -- Who speaks for it: known from the start, or from its answer on.
    actor TEXT,
    state TEXT NOT NULL
);
CREATE INDEX relay_by_actor ON relay (actor);
