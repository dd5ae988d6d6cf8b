package dev.certsend.manage;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an option of <em>Extend to</em> carries.
 *
 * @param days from now
 */
record Extension(UUID linkId, int days) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f-]{36})/(\\d{1,2})");

    String written() {
        return linkId + "/" + days;
    }

    /** @throws IllegalArgumentException what came back is none */
    static Extension read(String written) {
        Matcher form = FORM.matcher(written);
        if (!form.matches()) {
            throw new IllegalArgumentException("no extension of a link");
        }
        return new Extension(UUID.fromString(form.group(1)), Integer.parseInt(form.group(2)));
    }
}
