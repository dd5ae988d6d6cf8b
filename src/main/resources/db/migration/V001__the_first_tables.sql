CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- People as Slack knows them, so that nobody has to be asked for while Slack waits three seconds.
CREATE TABLE slack_user (
    team_id text NOT NULL,
    user_id text NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    standing text NOT NULL CHECK (standing IN ('member', 'guest', 'bot', 'stranger', 'deactivated')),
    fetched_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (team_id, user_id)
);

-- The mirror of CertCentral's orders.
CREATE TABLE cert_order (
    order_id bigint PRIMARY KEY,
    certificate_id bigint,
    status text NOT NULL,
    common_name text NOT NULL,
    names text[] NOT NULL,
    serial_number text,
    valid_from date,
    valid_till date,
    ordered_at timestamptz,
    organization text,
    container text,
    product_name_id text,
    product_name text,
    validation text CHECK (validation IN ('dv', 'ov', 'ev')),
    -- What the picker searches: everything lower-cased, one blank between.
    searched text NOT NULL,
    synced_at timestamptz NOT NULL DEFAULT now(),
    gone_at timestamptz
);
CREATE INDEX cert_order_searched ON cert_order USING gin (searched gin_trgm_ops);
CREATE INDEX cert_order_newest ON cert_order (valid_from DESC NULLS LAST, order_id DESC);

-- Certificates never change, so what was fetched and checked once is kept: DER, leaf first.
CREATE TABLE certificate (
    certificate_id bigint PRIMARY KEY,
    chain bytea[] NOT NULL,
    fetched_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE send (
    send_id uuid PRIMARY KEY,
    team_id text NOT NULL,
    view_id text NOT NULL,
    requester_id text NOT NULL,
    requester_name text NOT NULL,
    language text NOT NULL,
    channel_id text,
    response_url text,
    order_id bigint NOT NULL,
    certificate_id bigint NOT NULL,
    certificate_name text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('attachment', 'plaintext', 'downloadlink')),
    message text NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    -- Counts the changes of its deliveries' states; the confirmation is brought up to this.
    version bigint NOT NULL DEFAULT 1,
    -- However often Slack or a person repeats a submission, it is one send.
    UNIQUE (team_id, view_id)
);

CREATE TABLE delivery (
    delivery_id uuid PRIMARY KEY,
    send_id uuid NOT NULL REFERENCES send,
    position int NOT NULL,
    recipient text NOT NULL,
    state text NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'sending', 'deferred', 'accepted', 'rejected', 'gave_up')),
    attempt int NOT NULL DEFAULT 0,
    -- Set right before the final dot: from here on, a cut leaves it unknown whether the letter arrived.
    dot_at timestamptz,
    next_try_at timestamptz,
    outcome text,
    -- The letter as it leaves, rendered once and kept until it is settled.
    letter bytea,
    settled_at timestamptz,
    UNIQUE (send_id, position)
);

CREATE TABLE link (
    link_id uuid PRIMARY KEY,
    delivery_id uuid NOT NULL UNIQUE REFERENCES delivery,
    token_sha256 bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);

CREATE TABLE confirmation (
    send_id uuid PRIMARY KEY REFERENCES send,
    -- Where it went: 'channel', 'response_url' or 'direct'; null until it was posted.
    route text CHECK (route IN ('channel', 'response_url', 'direct')),
    channel_id text,
    ts text,
    shown_version bigint NOT NULL DEFAULT 0,
    -- One worker at a time talks to Slack about one send.
    posting_until timestamptz
);

CREATE TABLE audit_entry (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    team_id text NOT NULL,
    action text NOT NULL,
    actor_id text,
    actor_name text,
    order_id bigint,
    certificate_id bigint,
    certificate_name text,
    send_id uuid,
    delivery_id uuid,
    recipient text,
    mode text,
    reason text,
    channel_id text,
    request_reference text
);
CREATE INDEX audit_entry_by_order ON audit_entry (team_id, order_id, entry_id DESC) WHERE order_id IS NOT NULL;
CREATE INDEX audit_entry_by_actor ON audit_entry (team_id, actor_id, entry_id DESC) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_entry_by_recipient ON audit_entry (team_id, lower(recipient), entry_id DESC) WHERE recipient IS NOT NULL;
CREATE INDEX audit_entry_newest ON audit_entry (team_id, entry_id DESC);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
-- ALWAYS: also when a session sets session_replication_role to replica.
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_stays;
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_is_kept;

-- db-scheduler's own table, as its version 16 wants it.
CREATE TABLE scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamptz NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
