package dev.certsend.mail;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;

/** Which letters keep company (UTS #39), and what they look like. Apart, so that ICU's tables are loaded by the first text beyond ASCII. */
final class Scripts {

    /** One script, or the usual company of Chinese, Japanese or Korean with Latin. */
    private static final SpoofChecker CHECKER = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    private Scripts() {}

    /** Whether letters of several scripts stand together, one of which may pass for another. */
    static boolean mixed(String text) {
        return CHECKER.failsChecks(text);
    }

    /** What cannot be told from it by its look (section 4). */
    static String skeleton(String text) {
        return CHECKER.getSkeleton(text);
    }
}
