-- The form of the attachment; means nothing in the other modes.
ALTER TABLE send ADD COLUMN format text NOT NULL DEFAULT 'pem_chain'
    CHECK (format IN ('pem_chain', 'pem_apart', 'pkcs7', 'zip'));
