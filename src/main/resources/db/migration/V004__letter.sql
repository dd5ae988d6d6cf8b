-- The form of the attachment; means nothing in the other modes.
ALTER TABLE send ADD COLUMN format text NOT NULL DEFAULT 'pem_chain'
    CHECK (format IN ('pem_chain', 'pem_apart', 'pkcs7', 'zip'));

-- By which way the letters of a send leave.
ALTER TABLE send ADD COLUMN via text NOT NULL DEFAULT 'smtp' CHECK (via IN ('smtp', 'certcentral'));

-- How many attempts ended with nobody knowing whether the letter had left.
ALTER TABLE delivery ADD COLUMN uncertain int NOT NULL DEFAULT 0;

-- The note of a send on its order in CertCentral.
CREATE TABLE order_note (
    send_id uuid PRIMARY KEY REFERENCES send,
    -- Set right before CertCentral is asked to write it: from here on it may be there.
    tried_at timestamptz,
    -- Written or given up.
    settled_at timestamptz
);

-- The moments at which letters may be given to the mail server, where their rate is limited.
ALTER TABLE delivery ADD COLUMN slot_at timestamptz;
CREATE TABLE smtp_slot (slot_at timestamptz NOT NULL);
CREATE INDEX smtp_slot_newest ON smtp_slot (slot_at);

-- Null: Slack was not asked while it would have told; empty: it was, and there is none.
ALTER TABLE slack_user ADD COLUMN email text;
-- Where answers to a letter go.
ALTER TABLE send ADD COLUMN reply_to text;
