package dev.certsend.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask when a link opens nothing.
 *
 * @param text one line
 * @param address what the text leads to; null where it leads nowhere
 */
public record Contact(String text, @Nullable String address) {
    private static final int LONGEST = 200;

    /** Only characters that mean nothing else in a mailto address. */
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /**
     * An e-mail address, an https address, or anything else that a person can read.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    public static Contact of(String text) {
        if (text.codePointCount(0, text.length()) > LONGEST
                || UNSEEN.matcher(text).find()) {
            throw new IllegalArgumentException("must be one line of at most " + LONGEST + " characters");
        }
        if (EMAIL.matcher(text).matches()) {
            return new Contact(text, "mailto:" + text);
        }
        return new Contact(text, text.startsWith("https://") ? page(text) : null);
    }

    private static String page(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException e) {
            // Told below, together with what else is wrong with addresses.
        }
        throw new IllegalArgumentException("must be an address that can be opened, or no address at all");
    }
}
