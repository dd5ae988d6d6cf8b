ALTER TABLE delivery ADD COLUMN bounced_at timestamptz, ADD COLUMN bounce text;
