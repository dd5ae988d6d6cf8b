package dev.certsend.delivery;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Letters as table {@code letter} holds them: deflated (RFC 1950), by which one fits on a page and PostgreSQL has a third to write. */
final class Packed {
    private static final int BUFFER = 16_384;
    /** The first byte of RFC 1950's format with its usual window. */
    private static final byte DEFLATED = 0x78;

    private Packed() {}

    static byte[] pack(byte[] letter) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(letter);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(BUFFER / 2);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** What was kept by a version that packed nothing is given back as it is: no letter begins as deflated data does. */
    static byte[] unpack(byte[] packed) {
        if (packed.length == 0 || packed[0] != DEFLATED) {
            return packed;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream letter = new ByteArrayOutputStream(BUFFER);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new IllegalStateException("a kept letter ends too early");
                }
                letter.write(buffer, 0, count);
            }
            return letter.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("a kept letter can't be read", e);
        } finally {
            inflater.end();
        }
    }
}
