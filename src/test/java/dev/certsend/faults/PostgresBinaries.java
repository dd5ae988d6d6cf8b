package dev.certsend.faults;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The programs of the embedded PostgreSQL, to be started by hand: the library itself can't kill what it starts. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder with {@code initdb}, {@code pg_ctl} and {@code postgres}; the library unpacks it, by its digest, for all who use it. */
    static Path folder() {
        Path all = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
        Path folder = all.resolve("PG-" + digest()).resolve("bin");
        if (!Files.exists(folder.resolve("postgres"))) {
            try (EmbeddedPostgres unpacking = EmbeddedPostgres.builder().start()) {
                unpacking.getPort();
            } catch (IOException e) {
                throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
            }
        }
        return folder;
    }

    private static String digest() {
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", "x86_64");
                DigestInputStream digesting = new DigestInputStream(archive, MessageDigest.getInstance("MD5"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException("no binaries of PostgreSQL", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
