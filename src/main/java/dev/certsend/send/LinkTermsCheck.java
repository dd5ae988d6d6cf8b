package dev.certsend.send;

import dev.certsend.letter.Mode;
import dev.certsend.link.LinkTerms;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long links are to last and how often each may give a file. */
final class LinkTermsCheck {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int MOST_SHOWN = 20;

    private final int usualDays;

    /** @param usualDays how long they last where the form does not say */
    LinkTermsCheck(int usualDays) {
        this.usualDays = usualDays;
    }

    /** A number that somebody typed, as long as it is a whole one from 1 to the most. */
    static Optional<Integer> read(@Nullable String typed, int most) {
        return Optional.ofNullable(typed)
                .filter(text -> WHOLE_NUMBER.matcher(text).matches())
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= most);
    }

    /** The fields are there for links only, and a moment late where the mode was just changed: then what was chosen before counts. */
    LinkTerms of(@Nullable Mode mode, SendCertificateForm.Filled filled, Findings findings) {
        if (mode != Mode.DOWNLOADLINK) {
            return new LinkTerms(usualDays, null);
        }
        Choices before = filled.state().choices();
        String days = filled.choices().days();
        String downloads = filled.choices().downloads();
        Optional<Integer> lasting =
                days == null ? read(before.days(), LinkTerms.MOST_DAYS) : days(days.strip(), findings);
        Optional<Integer> most = downloads == null
                ? read(before.downloads(), LinkTerms.MOST_DOWNLOADS)
                : downloads(downloads.strip(), findings);
        return new LinkTerms(lasting.orElse(usualDays), most.orElse(null));
    }

    private static Optional<Integer> days(String typed, Findings findings) {
        Optional<Integer> days = read(typed, LinkTerms.MOST_DAYS);
        if (days.isEmpty()) {
            findings.refuse(
                    SendCertificateForm.LINK_DAYS,
                    findings.words().say("send.error.link.days", Map.of("most", LinkTerms.MOST_DAYS)),
                    "days of the link: " + start(typed));
        }
        return days;
    }

    private static Optional<Integer> downloads(String typed, Findings findings) {
        Optional<Integer> most = read(typed, LinkTerms.MOST_DOWNLOADS);
        if (most.isEmpty() && !typed.isEmpty()) {
            findings.refuse(
                    SendCertificateForm.MOST_DOWNLOADS,
                    findings.words().say("send.error.link.downloads", Map.of("most", LinkTerms.MOST_DOWNLOADS)),
                    "downloads of the link: " + start(typed));
        }
        return most;
    }

    private static String start(String typed) {
        return typed.isEmpty() ? "none" : typed.substring(0, Math.min(MOST_SHOWN, typed.length()));
    }
}
