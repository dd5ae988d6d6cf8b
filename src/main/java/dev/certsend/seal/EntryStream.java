package dev.certsend.seal;

import dev.certsend.audit.Canonical;
import dev.certsend.audit.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * All entries by the moment of their appending, each with the leaf that what it says now would make. Reads PostgreSQL's
 * binary COPY format, row by row, and makes no object of a value: it has to do so for millions.
 */
final class EntryStream implements AutoCloseable {
    private static final String COPY = """
            COPY (SELECT entry_id, at, salt, personal, client_address, reason, recipient, user_agent,
                action, actor_id, actor_name, certificate_id, certificate_name, channel_id, delivery_id, mode, order_id,
                outcome, request_reference, requester_id, send_id, team_id
            FROM audit_entry ORDER BY at, entry_id) TO STDOUT (FORMAT binary)""";

    private static final List<Field> PERSONAL =
            List.of(Field.CLIENT_ADDRESS, Field.REASON, Field.RECIPIENT, Field.USER_AGENT);

    private static final int HEADER_BYTES = 19;
    private static final int DIGEST_BYTES = 32;
    /** Of 2000-01-01, from which PostgreSQL counts microseconds. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private static final long MICROS = 1_000_000;

    private final CopyOut copy;
    private final Canonical canonical = new Canonical();
    private final byte[] personalHex = new byte[2 * DIGEST_BYTES];
    private boolean begun;
    private byte[] bytes = new byte[0];
    private ByteBuffer row = ByteBuffer.wrap(bytes);
    private int offset;
    private int length;

    private long entryId;
    private Instant at = Instant.EPOCH;
    private byte[] leaf = new byte[0];
    private boolean half;
    private byte @Nullable [] blotted;

    EntryStream(Connection connection) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY);
    }

    long entryId() {
        return entryId;
    }

    Instant at() {
        return at;
    }

    byte[] leaf() {
        return leaf;
    }

    /** Whether it says both what was personal and that this was blotted out. */
    boolean isHalfBlotted() {
        return half;
    }

    /** The digest of what was personal in it and was blotted out; null where nothing was. */
    byte @Nullable [] blotted() {
        return blotted;
    }

    /** Goes on to the next one; false at the end. */
    boolean next() throws SQLException {
        byte[] read = copy.readFromCopy();
        if (read == null) {
            return false;
        }
        bytes = read;
        row = ByteBuffer.wrap(bytes);
        row.position(begun ? 0 : HEADER_BYTES);
        begun = true;
        if (row.getShort() < 0) {
            return next();
        }
        field();
        entryId = row.getLong(offset);
        field();
        long micros = row.getLong(offset);
        at = Instant.ofEpochSecond(
                EPOCH_SECONDS + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
        boolean isPersonal = personal();
        canonical.begin();
        text(Field.ACTION);
        text(Field.ACTOR);
        text(Field.ACTOR_NAME);
        put(Field.AT, Canonical.timeBytes(at));
        number(Field.CERTIFICATE);
        text(Field.CERTIFICATE_NAME);
        text(Field.CHANNEL);
        uuid(Field.DELIVERY);
        text(Field.MODE);
        number(Field.ORDER);
        text(Field.OUTCOME);
        if (isPersonal) {
            put(Field.PERSONAL, personalHex);
        }
        text(Field.REFERENCE);
        text(Field.REQUESTER);
        uuid(Field.SEND);
        text(Field.TEAM);
        leaf = canonical.end().leaf();
        return true;
    }

    /** Makes the digest of what is personal, or takes the one that stands for it; whether there is any. */
    private boolean personal() {
        boolean isSalted = field();
        int saltAt = offset;
        int saltLength = length;
        byte @Nullable [] digest = null;
        boolean isDigested = field();
        if (isDigested && length == DIGEST_BYTES) {
            digest = new byte[DIGEST_BYTES];
            System.arraycopy(bytes, offset, digest, 0, DIGEST_BYTES);
        }
        canonical.begin();
        boolean stands = false;
        for (Field field : PERSONAL) {
            stands |= text(field);
        }
        canonical.end();
        blotted = digest;
        half = isDigested && (digest == null || stands || isSalted);
        if (digest == null && isSalted) {
            digest = canonical.digest(bytes, saltAt, saltLength);
        }
        if (digest == null) {
            return stands && unsalted();
        }
        Canonical.hex(digest, personalHex);
        return true;
    }

    /** What is personal without a salt: no leaf was ever made of it. */
    private boolean unsalted() {
        half = true;
        return false;
    }

    private boolean text(Field field) {
        boolean applies = field();
        if (applies) {
            canonical.put(field, bytes, offset, length);
        }
        return applies;
    }

    private void number(Field field) {
        if (field()) {
            put(field, Long.toString(row.getLong(offset)).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void uuid(Field field) {
        if (field()) {
            UUID uuid = new UUID(row.getLong(offset), row.getLong(offset + Long.BYTES));
            put(field, uuid.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void put(Field field, byte[] value) {
        canonical.put(field, value, 0, value.length);
    }

    /** Goes on to the next column; whether it is not null. */
    private boolean field() {
        length = row.getInt();
        offset = row.position();
        if (length > 0) {
            row.position(offset + length);
        }
        return length >= 0;
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
