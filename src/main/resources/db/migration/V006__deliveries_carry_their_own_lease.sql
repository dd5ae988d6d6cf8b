-- Deliveries and confirmations are their own queue from here on: no task of db-scheduler stands for one any more.
ALTER TABLE delivery DROP CONSTRAINT delivery_state_check;
ALTER TABLE delivery
    ADD CONSTRAINT delivery_state_check CHECK (state IN
        ('queued', 'sending', 'deferred', 'accepted', 'rejected', 'uncertain', 'cancelled', 'gave_up')),
    -- The send's, so that one index finds what is due of one way.
    ADD COLUMN via text NOT NULL DEFAULT 'smtp' CHECK (via IN ('smtp', 'certcentral')),
    -- From when on a worker may take it; null while one has it, and once it is settled.
    ADD COLUMN due_at timestamptz,
    -- Who has it; null while nobody does.
    ADD COLUMN worker_id uuid,
    -- How many steps of the retry ladder it has gone.
    ADD COLUMN deferrals int NOT NULL DEFAULT 0,
    -- When the mail server told that what it had accepted could not be delivered, and what it said.
    ADD COLUMN bounced_at timestamptz,
    ADD COLUMN bounce text;
UPDATE delivery SET via = 'certcentral' FROM send WHERE send.send_id = delivery.send_id AND send.via = 'certcentral';
UPDATE delivery SET due_at = coalesce(next_try_at, now()) WHERE state IN ('queued', 'deferred');
UPDATE delivery SET deferrals = attempt WHERE state = 'deferred';
-- Nobody's: taken over by the first worker that looks.
UPDATE delivery SET worker_id = '00000000-0000-0000-0000-000000000000' WHERE state = 'sending';
UPDATE delivery SET state = 'uncertain' WHERE state = 'gave_up' AND via = 'certcentral' AND uncertain >= 2;
ALTER TABLE delivery DROP COLUMN next_try_at, DROP COLUMN slot_at;
-- Each is changed three times within a second.
ALTER TABLE delivery SET (fillfactor = 60);
CREATE INDEX delivery_due ON delivery (via, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_in_hand ON delivery (worker_id) WHERE worker_id IS NOT NULL;

-- The letter as it leaves, from its first dot or deferral until it is settled: a row of its own, since it comes and goes while
-- its delivery stays. It is deflated already, and mostly fits on a page.
CREATE TABLE letter (
    delivery_id uuid PRIMARY KEY,
    bytes bytea STORAGE EXTERNAL NOT NULL
) WITH (toast_tuple_target = 8160);
INSERT INTO letter SELECT delivery_id, letter FROM delivery WHERE letter IS NOT NULL;
ALTER TABLE delivery DROP COLUMN letter;

-- A process that delivers, for as long as it says so.
CREATE TABLE worker (
    worker_id uuid PRIMARY KEY,
    -- Since when it has said so without a gap.
    held_since timestamptz NOT NULL,
    lease_until timestamptz NOT NULL
);

-- A way that takes no letters now: a mail server that is down or refuses us, or CertCentral.
CREATE TABLE relay (
    via text PRIMARY KEY CHECK (via IN ('smtp', 'certcentral')),
    paused_since timestamptz NOT NULL,
    paused_until timestamptz NOT NULL,
    pauses int NOT NULL,
    refused boolean NOT NULL,
    reason text NOT NULL,
    -- Whether those who wait for letters were told.
    told boolean NOT NULL DEFAULT false
);

-- What the form asks: was the same certificate sent to the same person lately?
CREATE INDEX send_by_certificate ON send (team_id, certificate_id, requested_at DESC);

ALTER TABLE confirmation
    -- Counts what there is to tell; the message is brought up to it.
    ADD COLUMN version bigint NOT NULL DEFAULT 1,
    -- The last of these that is worth a further message where the one there is can't be edited.
    ADD COLUMN worth_version bigint NOT NULL DEFAULT 1,
    ADD COLUMN due_at timestamptz,
    -- Whose turns it waits for: one message a second in each channel.
    ADD COLUMN pace_key text NOT NULL DEFAULT '',
    -- Whether due_at is its turn.
    ADD COLUMN slotted boolean NOT NULL DEFAULT false,
    ADD COLUMN faults int NOT NULL DEFAULT 0;
UPDATE confirmation SET version = send.version, worth_version = send.version,
    pace_key = coalesce(send.channel_id, send.requester_id),
    due_at = CASE WHEN send.version > shown_version THEN now() END
FROM send WHERE send.send_id = confirmation.send_id;
ALTER TABLE confirmation ALTER COLUMN pace_key DROP DEFAULT;
ALTER TABLE confirmation SET (fillfactor = 70);
CREATE INDEX confirmation_due ON confirmation (due_at) WHERE due_at IS NOT NULL;
ALTER TABLE send DROP COLUMN version;

-- When messages of ours may go to a channel; the channel '' is all of Slack.
CREATE UNLOGGED TABLE slack_pace (
    channel_id text PRIMARY KEY,
    -- The next turn that nobody has.
    next_at timestamptz NOT NULL,
    -- A second after the last message: turns that were missed while Slack was down don't come all at once.
    free_at timestamptz NOT NULL DEFAULT '-infinity'
);

DELETE FROM scheduled_tasks WHERE task_name IN ('deliver', 'confirm');

ANALYZE delivery, letter, confirmation;
