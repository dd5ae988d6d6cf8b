-- What the mirror keeps beyond the first tables, and the indexes by which a million orders answer as one types.
DROP INDEX cert_order_searched;
DROP INDEX cert_order_newest;

ALTER TABLE cert_order
    -- Whether its certificate can be sent: written with the order, and taken back on the day the certificate expires.
    ADD COLUMN sendable boolean NOT NULL DEFAULT false,
    -- Whether there are certificates beside the primary one, or were.
    ADD COLUMN duplicates boolean NOT NULL DEFAULT false,
    ADD COLUMN reissues boolean NOT NULL DEFAULT false,
    -- What lists are sorted by; never null, so that a page can begin after any order.
    ADD COLUMN by_issued date NOT NULL
        GENERATED ALWAYS AS (coalesce(valid_from, (ordered_at AT TIME ZONE 'UTC')::date, '1970-01-01')) STORED,
    ADD COLUMN by_expires date NOT NULL GENERATED ALWAYS AS (coalesce(valid_till, '9999-12-31')) STORED,
    ADD COLUMN by_name text COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(lower(common_name), 255)) STORED;

-- Four lines now: order number, names in both forms, organization, serial number. The next full sync writes it as the program
-- does, which also folds letters and adds what the trigram index needs for pairs of them.
UPDATE cert_order SET
    searched = order_id || E'\n' || lower(array_to_string(names, ' ')) || E'\n' || lower(coalesce(organization, ''))
        || E'\n' || lower(coalesce(serial_number, '')),
    sendable = gone_at IS NULL AND status IN ('issued', 'reissue_pending') AND certificate_id IS NOT NULL
        AND serial_number IS NOT NULL AND valid_till >= (now() AT TIME ZONE 'UTC')::date;

ALTER TABLE cert_order ADD CHECK (NOT (sendable AND gone_at IS NOT NULL));

-- Apart, since what can be sent comes first everywhere: the larger half is seldom touched.
CREATE INDEX cert_order_searched_sendable ON cert_order USING gin (searched gin_trgm_ops) WHERE sendable;
CREATE INDEX cert_order_searched_other ON cert_order USING gin (searched gin_trgm_ops)
    WHERE NOT sendable AND gone_at IS NULL;
CREATE INDEX cert_order_by_issued ON cert_order (sendable, by_issued, order_id) WHERE gone_at IS NULL;
CREATE INDEX cert_order_by_expires ON cert_order (sendable, by_expires, order_id) WHERE gone_at IS NULL;
CREATE INDEX cert_order_by_name ON cert_order (sendable, by_name, order_id) WHERE gone_at IS NULL;
CREATE INDEX cert_order_by_status ON cert_order (sendable, status) WHERE gone_at IS NULL;
-- Common among the orders that can be sent, rare among the others.
CREATE INDEX cert_order_issued_other ON cert_order (by_issued, order_id)
    WHERE NOT sendable AND gone_at IS NULL AND status IN ('issued', 'reissue_pending');
CREATE STATISTICS cert_order_halves ON sendable, status, product_name_id FROM cert_order;
CREATE INDEX cert_order_by_type ON cert_order (validation, sendable) WHERE gone_at IS NULL;
CREATE INDEX cert_order_by_product ON cert_order (product_name_id, sendable) WHERE gone_at IS NULL;
CREATE INDEX cert_order_by_container ON cert_order (container, sendable) WHERE gone_at IS NULL;

-- Duplicates and earlier certificates of an order, as CertCentral told them when somebody looked at the order.
CREATE TABLE order_copy (
    certificate_id bigint PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES cert_order,
    kind text NOT NULL CHECK (kind IN ('duplicate', 'reissue')),
    status text NOT NULL,
    common_name text NOT NULL,
    names text[] NOT NULL,
    serial_number text,
    valid_from date,
    valid_till date
);
CREATE INDEX order_copy_of_order ON order_copy (order_id);

CREATE INDEX send_lately ON send (team_id, requester_id, requested_at DESC);

-- Every call of CertCentral's API in the last three minutes, by any process: its limits hold for the key.
CREATE UNLOGGED TABLE certcentral_call (
    called_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX certcentral_call_at ON certcentral_call (called_at);
