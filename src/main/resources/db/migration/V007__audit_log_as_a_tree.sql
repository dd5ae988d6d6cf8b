-- The audit log by months, and what seals it: a Merkle tree (RFC 6962) over its entries, with signed checkpoints.

CREATE SEQUENCE audit_entry_id;

-- Refuses every change but one: the clear personal values of an entry may be blotted out, all of them together, where what
-- the tree holds of them, the digest "personal", is put in their place.
CREATE OR REPLACE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    clear CONSTANT text[] := ARRAY['recipient', 'reason', 'client_address', 'user_agent', 'salt', 'personal'];
BEGIN
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' AND TG_TABLE_NAME LIKE 'audit_entry_%' THEN
        IF OLD.salt IS NOT NULL AND OLD.personal IS NULL AND length(NEW.personal) = 32
            AND NEW.salt IS NULL AND NEW.recipient IS NULL AND NEW.reason IS NULL
            AND NEW.client_address IS NULL AND NEW.user_agent IS NULL
            AND to_jsonb(NEW) - clear = to_jsonb(OLD) - clear
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit entries are never changed: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

ALTER TABLE audit_entry RENAME TO audit_entry_before;
ALTER TABLE audit_entry_before RENAME CONSTRAINT audit_entry_pkey TO audit_entry_before_pkey;
DROP INDEX audit_entry_by_order, audit_entry_by_actor, audit_entry_by_recipient, audit_entry_newest;

CREATE TABLE audit_entry (
    -- From audit_entry_id, and by no default: what does not know of leaves must not append.
    entry_id bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT statement_timestamp(),
    team_id text NOT NULL, -- '' where it is about no workspace: a start, a sync
    action text NOT NULL,
    outcome text,
    actor_id text,
    actor_name text,
    requester_id text, -- who asked for the send it is about
    order_id bigint,
    certificate_id bigint,
    certificate_name text,
    send_id uuid,
    delivery_id uuid,
    mode text,
    channel_id text,
    request_reference text,
    -- What may have to be blotted out. The tree holds a digest of these values and the salt.
    recipient text,
    reason text,
    client_address text,
    user_agent text,
    salt bytea,
    personal bytea, -- that digest, once they are blotted out
    PRIMARY KEY (at, entry_id)
) PARTITION BY RANGE (at);

-- What an entry can be found by: the words of its names, address and reason in lower case, cut where there is a blank or an
-- ASCII sign; and as words of their own "a:" action, "b:" who did it and who asked for the send, "m:" mode, "t:" the recipient
-- and "d:" its domain. What people type holds no colon once it is cut into words. In PL/pgSQL, which keeps its plan from one
-- statement to the next: each entry is inserted by one of its own. RESTRICTED: to start a parallel worker takes longer than any
-- look-up by it.
CREATE FUNCTION audit_words(action text, actor_id text, requester_id text, actor_name text, certificate_name text,
    recipient text, mode text, reason text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL RESTRICTED COST 1000 AS $$
BEGIN
    RETURN array_to_tsvector(array_remove(array_remove(
        string_to_array(regexp_replace(lower(concat_ws(' ', actor_name, certificate_name, recipient, reason)),
            E'[ -/:-@[-`{-~\t\n\r]+', ' ', 'g'), ' ')
        || ARRAY['a:' || action, 'b:' || actor_id, 'b:' || requester_id, 'm:' || mode, 't:' || lower(recipient),
            'd:' || lower(substring(recipient FROM '@([^@]*)$'))], NULL), ''));
END $$;

CREATE INDEX audit_entry_by_order ON audit_entry (order_id, at, entry_id) WHERE order_id IS NOT NULL;

CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_is_kept;

-- Makes the table of one month, named by it in UTC: audit_entry_2026_11.
CREATE FUNCTION audit_make_month(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    name CONSTANT text := 'audit_entry_' || to_char(month, 'YYYY_MM');
BEGIN
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE audit_entry INCLUDING DEFAULTS)', name);
    EXECUTE format('ALTER TABLE audit_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
        to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
    -- ALWAYS: also when a session sets session_replication_role to replica.
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_entry_stays', name);
    EXECUTE format('CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_entry_is_kept', name);
END $$;

-- Makes the tables of this month and the next three.
CREATE FUNCTION audit_make_room() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_make_room'));
    FOR ahead IN 0..3 LOOP
        PERFORM audit_make_month((date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead))::date);
    END LOOP;
END $$;

-- Sorts in what waits on the lists of audit_entry_by_word.
CREATE FUNCTION audit_sort_words() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    month regclass;
BEGIN
    FOR month IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'audit_entry_by_word'::regclass
        ORDER BY inhrelid::regclass::text DESC LIMIT 6
    LOOP
        PERFORM gin_clean_pending_list(month);
    END LOOP;
END $$;

-- In search_path nothing of a caller's own comes before our tables.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION audit_make_month(date) SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION audit_make_room() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION audit_sort_words() SET search_path = %I, pg_temp', current_schema());
END $$;
REVOKE EXECUTE ON FUNCTION audit_make_month(date), audit_make_room(), audit_sort_words() FROM PUBLIC;

-- Entries that are in no leaf of the tree yet, each with its leaf; null where that is still to be computed. Whoever seals
-- takes them away. What is committed late is found late, and never passed over. No index: whoever appends would wait for it, and
-- whoever seals takes whatever there is.
CREATE TABLE audit_unsealed (
    entry_id bigint NOT NULL,
    at timestamptz NOT NULL,
    leaf bytea
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- Leaves of the tree, as they were sealed: of the entry entry_ids[i], the leaf first_position + i - 1.
CREATE TABLE audit_run (
    first_position bigint PRIMARY KEY CHECK (first_position >= 0),
    entry_ids bigint[] NOT NULL CHECK (cardinality(entry_ids) > 0),
    leaves bytea NOT NULL CHECK (length(leaves) = 32 * cardinality(entry_ids)),
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL
);
CREATE INDEX audit_run_by_time ON audit_run (last_at, first_at);
-- Random bytes: to compress them would be in vain.
ALTER TABLE audit_run ALTER COLUMN leaves SET STORAGE EXTERNAL;

-- The hash of the 2^level leaves from position 2^level * node on, for every level from 8 on where all of them are there.
CREATE TABLE audit_node (
    level smallint CHECK (level BETWEEN 8 AND 62),
    node bigint,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, node)
);

-- What was signed: C2SP signed notes, tlog-checkpoint.
CREATE TABLE audit_checkpoint (
    checkpoint_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size bigint NOT NULL,
    root bytea NOT NULL CHECK (length(root) = 32),
    at timestamptz NOT NULL,
    note text NOT NULL
);
CREATE INDEX audit_checkpoint_by_size ON audit_checkpoint (size, checkpoint_id);

-- Months whose entries were taken out, after they were exported. Their leaves stay.
CREATE TABLE audit_retired (
    month date PRIMARY KEY,
    positions int8multirange NOT NULL,
    entries bigint NOT NULL,
    file_sha256 bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The settings that the last process of each kind to start had, so that a change of them is an entry. No secret is among them.
CREATE TABLE known_setting (
    part text NOT NULL, -- both, web or worker
    name text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (part, name)
);

-- How far the audit log was streamed; the next entry to go is the one at this position.
CREATE TABLE audit_stream (
    target text PRIMARY KEY,
    position bigint NOT NULL
);

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['audit_run', 'audit_node', 'audit_checkpoint', 'audit_retired'] LOOP
        EXECUTE format('CREATE TRIGGER %s_stays BEFORE UPDATE OR DELETE ON %s
            FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit()', kept, kept);
        EXECUTE format('CREATE TRIGGER %s_is_kept BEFORE TRUNCATE ON %s
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()', kept, kept);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %s_stays', kept, kept);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %s_is_kept', kept, kept);
    END LOOP;
END $$;

-- What was written before there was a tree: its leaves are computed when it is sealed.
DO $$
DECLARE
    month date;
BEGIN
    FOR month IN SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date FROM audit_entry_before ORDER BY 1 LOOP
        PERFORM audit_make_month(month);
    END LOOP;
    PERFORM audit_make_room();
END $$;
INSERT INTO audit_entry (entry_id, at, team_id, action, outcome, actor_id, actor_name, requester_id, order_id,
    certificate_id, certificate_name, send_id, delivery_id, mode, channel_id, request_reference, recipient, reason,
    client_address, user_agent, salt)
SELECT e.entry_id, e.at, e.team_id, e.action,
    CASE
        WHEN e.action IN ('send.refused', 'access.refused') THEN 'refused'
        WHEN e.action IN ('mail.rejected', 'mail.given_up', 'mail.bounced', 'note.failed', 'relay.paused') THEN 'failed'
        WHEN e.action = 'mail.deferred' THEN 'deferred'
        WHEN e.action = 'mail.uncertain' THEN 'uncertain'
        WHEN e.action IN ('mail.attempted', 'mail.requeued', 'mail.answered_late') THEN NULL
        ELSE 'done'
    END,
    e.actor_id, e.actor_name, s.requester_id, e.order_id, e.certificate_id, e.certificate_name, e.send_id, e.delivery_id,
    e.mode, e.channel_id, e.request_reference, e.recipient, e.reason, e.client_address, e.user_agent,
    CASE WHEN coalesce(e.recipient, e.reason, e.client_address, e.user_agent) IS NOT NULL
        THEN uuid_send(gen_random_uuid()) END
FROM audit_entry_before e LEFT JOIN send s USING (send_id);
INSERT INTO audit_unsealed (entry_id, at) SELECT entry_id, at FROM audit_entry_before;
-- New entries are put on a list, which whoever seals sorts in: no sender waits for that.
CREATE INDEX audit_entry_by_word ON audit_entry USING gin (audit_words(action, actor_id, requester_id, actor_name,
    certificate_name, recipient, mode, reason)) WITH (fastupdate = on, gin_pending_list_limit = 16384);

SELECT setval('audit_entry_id', coalesce(max(entry_id), 0) + 1, false) FROM audit_entry_before;
DROP TABLE audit_entry_before;
