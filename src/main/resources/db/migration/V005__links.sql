-- How long the links of a send last, and how often each may give a file; means nothing in the other modes.
ALTER TABLE send ADD COLUMN link_days int NOT NULL DEFAULT 14 CHECK (link_days BETWEEN 1 AND 90);
ALTER TABLE send ADD COLUMN most_downloads int CHECK (most_downloads BETWEEN 1 AND 1000);
-- From then on no letter of it that holds a link is written or leaves.
ALTER TABLE send ADD COLUMN links_revoked_at timestamptz;
CREATE INDEX send_by_order ON send (order_id);

ALTER TABLE link ADD COLUMN revoked_at timestamptz;
-- Who revoked it; null where its order was revoked.
ALTER TABLE link ADD COLUMN revoked_by text;
-- Uses by people, and apart from them those that look like a machine's.
ALTER TABLE link ADD COLUMN opened int NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN downloaded int NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN scanned int NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN last_used_at timestamptz;
-- When the confirmation was told that its time is over.
ALTER TABLE link ADD COLUMN end_told_at timestamptz;
-- What ended before this was there is nobody's news.
UPDATE link SET end_told_at = now() WHERE expires_at <= now();
CREATE INDEX link_ending ON link (expires_at) WHERE revoked_at IS NULL AND end_told_at IS NULL;

-- Every use writes to these two; with room on the page no index has to follow.
ALTER TABLE link SET (fillfactor = 80);
ALTER TABLE send SET (fillfactor = 80);

-- Who used a link, as far as HTTP tells.
ALTER TABLE audit_entry ADD COLUMN client_address text;
ALTER TABLE audit_entry ADD COLUMN user_agent text;

-- Owners and admins of the workspace, who may take back what others sent.
ALTER TABLE slack_user ADD COLUMN admin boolean NOT NULL DEFAULT false;
