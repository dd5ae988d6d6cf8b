ALTER TABLE slack_user ADD COLUMN email text;
ALTER TABLE send ADD COLUMN reply_to text;
