package dev.certsend.download;

import dev.certsend.text.Language;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who reads a page, as far as their browser tells. */
final class Reader {
    /** Browsers send less than a hundred characters. */
    private static final int LONGEST = 500;

    private Reader() {}

    /** The language to answer in, and said so to whoever keeps answers. */
    static Language language(Context request, Language otherwise) {
        Language language = language(request.header("Accept-Language"), otherwise);
        request.header("Vary", "Accept-Language").header("Content-Language", language.tag());
        return language;
    }

    /**
     * The language they like best of those we speak (RFC 9110, section 12.5.4); the other one where they name none of ours,
     * don't mind, or send what can't be read.
     */
    static Language language(@Nullable String accepted, Language otherwise) {
        if (accepted == null || accepted.length() > LONGEST) {
            return otherwise;
        }
        List<LanguageRange> ranges;
        try {
            ranges = LanguageRange.parse(accepted);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The JDK's reader promises the one, and trips over "--" with the other.
            return otherwise;
        }
        Set<Language> left = EnumSet.allOf(Language.class);
        for (LanguageRange range : ranges) {
            if (range.getWeight() == 0) {
                Language.spoken(range.getRange()).ifPresent(left::remove);
            }
        }
        return liked(ranges, left, otherwise);
    }

    /** Ranges come with the greatest weight first. */
    private static Language liked(List<LanguageRange> ranges, Set<Language> left, Language otherwise) {
        Language any = left.isEmpty() || left.contains(otherwise)
                ? otherwise
                : left.iterator().next();
        for (LanguageRange range : ranges) {
            if (range.getWeight() > 0) {
                boolean all = range.getRange().equals("*");
                Optional<Language> spoken = all ? Optional.of(any) : Language.spoken(range.getRange());
                if (spoken.filter(left::contains).isPresent()) {
                    return spoken.get();
                }
            }
        }
        return any;
    }
}
