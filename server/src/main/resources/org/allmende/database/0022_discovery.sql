-- Shows nobody who follows them and whom they follow.
ALTER TABLE actor ADD COLUMN hides_follows BOOLEAN NOT NULL DEFAULT FALSE;
-- Other names that are proved, one a line: the DID, when it was proved, and what was signed.
ALTER TABLE actor ADD COLUMN identities TEXT NOT NULL DEFAULT '';
-- Of posts_count those that are no shares; of these, those that answer something.
ALTER TABLE actor ADD COLUMN said_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE actor ADD COLUMN answers_count BIGINT NOT NULL DEFAULT 0;
-- Of posts_count those that everybody may see.
ALTER TABLE actor ADD COLUMN open_count BIGINT NOT NULL DEFAULT 0;
UPDATE actor SET
    said_count = (SELECT count(*) FROM post p WHERE p.author = actor.id AND p.deleted_at IS NULL
        AND p.reach <> 'DIRECT' AND p.share_of IS NULL),
    answers_count = (SELECT count(*) FROM post p WHERE p.author = actor.id AND p.deleted_at IS NULL
        AND p.reach <> 'DIRECT' AND p.share_of IS NULL AND p.in_reply_to IS NOT NULL),
    open_count = (SELECT count(*) FROM post p WHERE p.author = actor.id AND p.deleted_at IS NULL
        AND p.reach IN ('PUBLIC', 'UNLISTED') AND NOT p.local_only)
WHERE domain = '';
