package dev.certsend.certificate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The ASCII form of an international label (RFC 3492, encoding only).
 *
 * <p>Not {@link java.net.IDN}: it knows the rules of 2003 only, by which {@code straße} is {@code strasse}, another
 * name than the {@code xn--strae-oqa} that authorities put into certificates today.
 */
final class Punycode {

    private static final int BASE = 36;
    private static final int LEAST_THRESHOLD = 1;
    private static final int GREATEST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_NON_ASCII = 0x80;

    private final int[] points;
    private final StringBuilder ascii = new StringBuilder();
    private int bias = FIRST_BIAS;

    private Punycode(String label) {
        this.points = label.codePoints().toArray();
    }

    /** @param label at most 63 characters, so that nothing in here can overflow */
    static String encode(String label) {
        return new Punycode(label).encode();
    }

    private String encode() {
        points().filter(point -> point < FIRST_NON_ASCII).forEach(ascii::appendCodePoint);
        int basic = ascii.length();
        if (basic > 0) {
            ascii.append('-');
        }
        int handled = basic;
        int next = FIRST_NON_ASCII;
        int delta = 0;
        while (handled < points.length) {
            int from = next;
            int smallest = points().filter(point -> point >= from).min().getAsInt();
            delta += (smallest - next) * (handled + 1);
            next = smallest;
            for (int point : points) {
                if (point < next) {
                    delta++;
                } else if (point == next) {
                    write(delta);
                    adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            next++;
        }
        return ascii.toString();
    }

    private IntStream points() {
        return Arrays.stream(points);
    }

    /** One number in the variable-length digits of section 3.3. */
    private void write(int number) {
        int rest = number;
        for (int weight = BASE; ; weight += BASE) {
            int threshold = Math.max(LEAST_THRESHOLD, Math.min(GREATEST_THRESHOLD, weight - bias));
            if (rest < threshold) {
                ascii.append(digit(rest));
                return;
            }
            ascii.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    /** Unlike hexadecimal digits, 0 to 25 are letters and 26 to 35 are numerals. */
    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private void adapt(int delta, int handled, boolean first) {
        int scaled = first ? delta / DAMP : delta / 2;
        scaled += scaled / handled;
        int steps = 0;
        while (scaled > (BASE - LEAST_THRESHOLD) * GREATEST_THRESHOLD / 2) {
            scaled /= BASE - LEAST_THRESHOLD;
            steps += BASE;
        }
        bias = steps + (BASE - LEAST_THRESHOLD + 1) * scaled / (scaled + SKEW);
    }
}
