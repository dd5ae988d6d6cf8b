CREATE UNLOGGED TABLE certcentral_call (called_at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE INDEX certcentral_call_at ON certcentral_call (called_at);
