-- What is more than a note: ARTICLE, PAGE, IMAGE, AUDIO, VIDEO or EVENT, with its title.
ALTER TABLE post ADD COLUMN piece TEXT;
ALTER TABLE post ADD COLUMN title TEXT;
-- Of events: when and where.
ALTER TABLE post ADD COLUMN begins BIGINT;
ALTER TABLE post ADD COLUMN ends BIGINT;
ALTER TABLE post ADD COLUMN place TEXT;
-- The group it was posted into.
ALTER TABLE post ADD COLUMN in_group BIGINT;
