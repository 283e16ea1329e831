-- Pictures that belong to no post and to nobody (`owner` 0): purpose EMOJI, of a custom emoji; PREVIEW, of the preview
-- of a link. `domain` is the server whose word brought it here; empty for ours.
ALTER TABLE media ADD COLUMN domain TEXT NOT NULL DEFAULT '';
CREATE INDEX media_of_domain ON media (domain, id) WHERE domain <> '';
DROP INDEX media_face;
CREATE UNIQUE INDEX media_face ON media (owner, purpose) WHERE purpose IN ('AVATAR', 'HEADER')
    AND remote_url IS NOT NULL;
