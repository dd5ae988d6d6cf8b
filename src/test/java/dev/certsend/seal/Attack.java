package dev.certsend.seal;

import dev.certsend.seal.Finding.Kind;

/**
 * What somebody who rules the database may do to a log of 700 entries, sealed in three turns, the last 40 of them not yet; the entries
 * 149 and 150 are the victims.
 */
enum Attack {
    CHANGES_WHO("UPDATE audit_entry SET actor_name = 'Nobody' WHERE entry_id = 149", Kind.CHANGED),
    CHANGES_THE_ACTION("UPDATE audit_entry SET action = 'mail.accepted' WHERE entry_id = 149", Kind.CHANGED),
    CHANGES_THE_RECIPIENT("UPDATE audit_entry SET recipient = 'eve@example.com' WHERE entry_id = 150", Kind.CHANGED),
    DROPS_THE_REASON("UPDATE audit_entry SET reason = NULL WHERE entry_id = 150", Kind.CHANGED),
    ADDS_WHAT_DID_NOT_APPLY("UPDATE audit_entry SET channel_id = 'C0ELSE' WHERE entry_id = 149", Kind.CHANGED),
    DROPS_A_SALT("UPDATE audit_entry SET salt = NULL WHERE entry_id = 150", Kind.CHANGED),
    CHANGES_THE_MOMENT("UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE entry_id = 149", Kind.CHANGED),
    DELETES("DELETE FROM audit_entry WHERE entry_id = 149", Kind.MISSING),
    DELETES_AND_UNSEALS("""
            DELETE FROM audit_entry WHERE entry_id = 149;
            UPDATE audit_run SET entry_ids = array_remove(entry_ids, 149),
                leaves = substring(leaves FOR 32 * (array_position(entry_ids, 149) - 1))
                    || substring(leaves FROM 32 * array_position(entry_ids, 149) + 1)
            WHERE 149 = ANY(entry_ids)""", Kind.TREE),
    SWAPS_TWO("""
            UPDATE audit_entry SET entry_id = -1 WHERE entry_id = 149;
            UPDATE audit_entry SET entry_id = 149 WHERE entry_id = 150;
            UPDATE audit_entry SET entry_id = 150 WHERE entry_id = -1""", Kind.CHANGED),
    SWAPS_TWO_IN_THE_TREE_TOO("""
            UPDATE audit_run SET entry_ids = array_replace(array_replace(array_replace(entry_ids, 149, -1), 150, 149), -1, 150),
                leaves = overlay(overlay(leaves
                    PLACING substring(leaves FROM 32 * (array_position(entry_ids, 150) - 1) + 1 FOR 32)
                        FROM 32 * (array_position(entry_ids, 149) - 1) + 1)
                    PLACING substring(leaves FROM 32 * (array_position(entry_ids, 149) - 1) + 1 FOR 32)
                        FROM 32 * (array_position(entry_ids, 150) - 1) + 1)
            WHERE entry_ids @> ARRAY[149, 150]::bigint[]""", Kind.TREE),
    REWRITES_ENTRY_AND_LEAF("""
            UPDATE audit_entry SET actor_id = 'U0EVE' WHERE entry_id = 149;
            UPDATE audit_run SET leaves = overlay(leaves PLACING sha256('\\x00') FROM
                32 * (array_position(entry_ids, 149) - 1) + 1) WHERE 149 = ANY(entry_ids)""", Kind.CHANGED),
    INSERTS_BESIDE_THE_SEALER("""
            INSERT INTO audit_entry (entry_id, at, team_id, action) SELECT 100000, at, team_id, action FROM audit_entry
            WHERE entry_id = 149;
            UPDATE audit_entry SET at = at - interval '20 minutes' WHERE entry_id = 100000""", Kind.INSERTED),
    INSERTS_UNDER_A_NUMBER_THAT_IS_THERE("""
            INSERT INTO audit_entry (entry_id, at, team_id, action)
            SELECT 149, at - interval '5 minutes', team_id, 'link.opened' FROM audit_entry WHERE entry_id = 1""", Kind.CHANGED),
    INSERTS_FOR_TOMORROW("""
            INSERT INTO audit_entry (entry_id, at, team_id, action)
            SELECT 100000, at + interval '1 day', team_id, 'link.opened' FROM audit_entry WHERE entry_id = 1""", Kind.INSERTED),
    LETS_SOMETHING_WAIT("UPDATE audit_entry SET at = at - interval '1 hour' WHERE entry_id = 700", Kind.UNSEALED),
    SAYS_THAT_SOMETHING_WAS_BLOTTED("UPDATE audit_entry SET personal = 'x' WHERE entry_id = 150", Kind.CHANGED),
    CUTS_THE_TAIL("""
            DELETE FROM audit_entry WHERE entry_id > 600; DELETE FROM audit_unsealed;
            DELETE FROM audit_run WHERE first_position >= 600""", Kind.CHECKPOINT),
    CUTS_A_CHECKPOINTS_RUN_OUT("DELETE FROM audit_run WHERE first_position = 300", Kind.TREE),
    CHANGES_A_HASH_OF_THE_TREE("UPDATE audit_node SET hash = sha256('x') WHERE node = 0 AND level = 8", Kind.TREE),
    DROPS_A_HASH_OF_THE_TREE("DELETE FROM audit_node WHERE node = 1 AND level = 8", Kind.TREE),
    ADDS_A_HASH("INSERT INTO audit_node (level, node, hash) VALUES (20, 5, sha256('x'))", Kind.TREE),
    TAKES_THE_LAST_CHECKPOINTS("""
            DELETE FROM audit_checkpoint WHERE size > 300""", Kind.CHECKPOINT),
    TAKES_ALL_CHECKPOINTS("DELETE FROM audit_checkpoint", Kind.CHECKPOINT),
    FORGES_A_ROOT("UPDATE audit_checkpoint SET root = sha256('x') WHERE size = 300", Kind.CHECKPOINT),
    FORGES_A_NOTE("""
            UPDATE audit_checkpoint SET note = replace(note, encode(root, 'base64'), encode(sha256('x'), 'base64')),
                root = sha256('x') WHERE size = 300""", Kind.CHECKPOINT),
    FORGES_A_TIME("""
            UPDATE audit_checkpoint SET note = regexp_replace(note, 'time 2', 'time 3') WHERE size = 300""", Kind.CHECKPOINT),
    TAKES_A_SIGNATURE_AWAY(
            "UPDATE audit_checkpoint SET note = split_part(note, '\u2014', 1) WHERE size = 300", Kind.SIGNATURE),
    SIGNS_AS_SOMEBODY_ELSE("""
            UPDATE audit_checkpoint SET note = regexp_replace(note, ' ([A-Za-z0-9+/]{8})[A-Za-z0-9+/]{4}', ' \\1AAAA')
            WHERE size = 300""", Kind.SIGNATURE),
    BLOTS_WITHOUT_A_WORD("""
            UPDATE audit_entry SET recipient = NULL, reason = NULL, client_address = NULL, user_agent = NULL, salt = NULL,
                personal = sha256(salt || convert_to('{"reason":"' || reason || '","recipient":"' || recipient || '"}', 'UTF8'))
            WHERE entry_id = 150""", Kind.BLOTTED),
    BLOTS_AND_LIES("""
            UPDATE audit_entry SET recipient = NULL, reason = 'nothing happened', client_address = NULL, user_agent = NULL,
                salt = NULL,
                personal = sha256(salt || convert_to('{"reason":"' || reason || '","recipient":"' || recipient || '"}', 'UTF8'))
            WHERE entry_id = 150""", Kind.CHANGED),
    RETIRES_WITHOUT_A_WORD("""
            DELETE FROM audit_entry WHERE entry_id = 149;
            INSERT INTO audit_retired (month, positions, entries, file_sha256)
            VALUES ('2020-01-01', '{[148,149)}', 1, sha256('x'))""", Kind.MISSING);

    final String sql;
    final Kind kind;

    Attack(String sql, Kind kind) {
        this.sql = sql;
        this.kind = kind;
    }
}
