-- Jobs are claimed kind by kind, so that fifty thousand deliveries keep nothing else waiting; what is claimed is out of
-- the way of who looks for more.
DROP INDEX job_ready;
CREATE INDEX job_ready ON job (kind, due, id, lane) WHERE NOT dead AND claimed_until = 0;
-- A lane rests, or is tried again, as a whole.
CREATE INDEX job_lane ON job (lane, kind);
CREATE INDEX job_dead ON job (kind, lane) WHERE dead;
-- When it was tried last; 0 if never.
ALTER TABLE job ADD COLUMN tried BIGINT NOT NULL DEFAULT 0;

-- What a silent host failed with last.
ALTER TABLE host ADD COLUMN trouble TEXT;
CREATE INDEX host_in_trouble ON host (failing_since) WHERE failing_since IS NOT NULL;
