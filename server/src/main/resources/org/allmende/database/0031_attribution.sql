-- Which websites may name this person as the author of their pages: domains, one after another with a space between.
ALTER TABLE actor ADD COLUMN attributions TEXT NOT NULL DEFAULT '';
-- They have died, their home says.
ALTER TABLE actor ADD COLUMN memorial BOOLEAN NOT NULL DEFAULT FALSE;
-- Suspended by their own home alone, which lifts it again.
ALTER TABLE actor ADD COLUMN suspended_there BOOLEAN NOT NULL DEFAULT FALSE;

-- Whom a page names as its author in the Fediverse: a handle.
ALTER TABLE preview ADD COLUMN creator TEXT;
