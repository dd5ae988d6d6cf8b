-- How far the mirror is: one row.
CREATE TABLE mirror (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    -- A full sync is under way when it began later than the last one ended. It goes on behind the last order it read, which
    -- was the one at this place of CertCentral's list.
    full_began_at timestamptz,
    full_ended_at timestamptz,
    last_order_id bigint NOT NULL DEFAULT 0,
    place bigint NOT NULL DEFAULT 0,
    orders_read bigint NOT NULL DEFAULT 0,
    -- Every change before this is in the mirror.
    changes_known_until timestamptz,
    -- When a sync last came to a good end.
    good_at timestamptz
);
INSERT INTO mirror DEFAULT VALUES;
