package dev.certsend.export;

import dev.certsend.audit.RecordedEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads the columns of {@link RecordedEntry#COLUMNS} by their numbers: for millions, the way by names and constructors takes most of the time. */
final class EntryRow {
    private EntryRow() {}

    static RecordedEntry read(ResultSet row, StatementContext context) throws SQLException {
        return new RecordedEntry(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                number(row, 9),
                number(row, 10),
                row.getString(11),
                row.getObject(12, UUID.class),
                row.getObject(13, UUID.class),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                row.getString(19),
                row.getString(20),
                row.getBytes(21),
                row.getBytes(22));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
